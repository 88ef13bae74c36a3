using System.Runtime.CompilerServices;
using Learn.Netfilter;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Captures of the real kube-proxy, the same in every run.</summary>
internal static class Capture
{
    private static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "iptables"));

    /// <summary>The rules of a case.</summary>
    /// <param name="name">The case: <c>clusterip-two-pods</c>.</param>
    /// <param name="file">Which text of it.</param>
    public static Ruleset Rules(string name, string file = "expected.iptables-save") =>
        RulesetParser.Parse(File.ReadAllText(Path.Combine(Folder, name, file)), IpFamily.IPv4);

    private static string Here([CallerFilePath] string here = "") => here;
}
