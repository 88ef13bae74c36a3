namespace Learn.Architecture.Tests.Rules;

/// <summary>
/// The parts table of the design: what each project under src may refer to. A project that is not in it has no place yet.
/// </summary>
internal static class DependencyTable
{
    private static readonly string[] NothingOfOurs = [];
    private static readonly string[] NoPackages = [];

    /// <summary>One line per project, from the ground up.</summary>
    public static IReadOnlyDictionary<string, Allowance> Lines { get; } = new Dictionary<string, Allowance>(StringComparer.Ordinal)
    {
        ["Learn.Netfilter"] = new(NothingOfOurs, NoPackages) { IsPure = true },
        ["Learn.Cluster"] = new(NothingOfOurs, ["KubernetesClient", "YamlDotNet"]) { IsPure = true },
        ["Learn.Proxy"] = new(["Learn.Cluster", "Learn.Netfilter"], NoPackages) { IsPure = true },
        ["Learn.Sandbox"] = new(NothingOfOurs, NoPackages) { Frameworks = ["Microsoft.AspNetCore.App"] },
        ["Learn.Lab"] = new(["Learn.Cluster", "Learn.Netfilter", "Learn.Proxy", "Learn.Sandbox"], ["ARSoft.Tools.Net", "Grpc.HealthCheck", "Grpc.Net.Client", "MathNet.Numerics"]),
        ["Learn.Charts"] = new(["Learn.Lab"], ["Plotly.NET", "Plotly.NET.CSharp"]),
        ["Learn.Course"] = new(
            ["Learn.Cluster", "Learn.Netfilter", "Learn.Proxy", "Learn.Sandbox", "Learn.Lab"],
            ["Fluid.Core", "Microsoft.CodeAnalysis.CSharp.Scripting", "Newtonsoft.Json", "YamlDotNet"]),
        ["Learn.Jupyter"] = new(
            NothingOfOurs, ["Microsoft.CodeAnalysis.CSharp.Features", "Microsoft.CodeAnalysis.CSharp.Scripting", "NetMQ", "System.Reflection.Metadata", "System.Text.Json"]),
        ["Learn.Notebook"] = new(
            ["Learn.Cluster", "Learn.Netfilter", "Learn.Proxy", "Learn.Sandbox", "Learn.Lab", "Learn.Charts", "Learn.Course", "Learn.Jupyter"],
            ["KubernetesClient", "Markdig", "Microsoft.DotNet.Interactive.Formatting"]),
        ["Learn.Cli"] = new(
            ["Learn.Cluster", "Learn.Netfilter", "Learn.Proxy", "Learn.Sandbox", "Learn.Lab", "Learn.Charts", "Learn.Course", "Learn.Jupyter", "Learn.Notebook"],
            ["Markdig", "Spectre.Console", "System.CommandLine"]) { WritesToConsole = true },
    };

    /// <summary>The packages that a project meets: its own and those of every project it may refer to.</summary>
    public static IReadOnlySet<string> PackagesWithinReach(string project, IReadOnlyDictionary<string, Allowance> lines)
    {
        var found = new HashSet<string>(lines[project].Packages, StringComparer.Ordinal);
        foreach (var below in lines[project].Projects)
        {
            found.UnionWith(PackagesWithinReach(below, lines));
        }

        return found;
    }
}
