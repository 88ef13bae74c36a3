using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>The rules of the captures: saves and restore payloads, IPv4 and IPv6.</summary>
internal static class GoldenRules
{
    /// <summary>The rules of a case, by the name of their file.</summary>
    internal static IEnumerable<(string File, Ruleset Ruleset)> Of(string folder)
    {
        string path = Path.Combine(GoldenFolder.Iptables, folder);
        IEnumerable<string> files = Directory.GetFiles(path, "expected*-save").Order(StringComparer.Ordinal)
            .Concat(Directory.GetFiles(path, "restore*.txt").Order(StringComparer.Ordinal));
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            IpFamily family = name.EndsWith(".ip6tables-save", StringComparison.Ordinal) || name.StartsWith("restore6", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4;
            yield return (name, RulesetParser.Parse(File.ReadAllText(file), family));
        }
    }
}
