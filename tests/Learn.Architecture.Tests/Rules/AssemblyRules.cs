using Learn.Architecture.Tests.Reading;

namespace Learn.Architecture.Tests.Rules;

/// <summary>Holds what was compiled against the table: a reference that came in by way of another project counts too.</summary>
internal static class AssemblyRules
{
    private static readonly string BaseFramework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>Assemblies of packages whose assemblies are not called like the package.</summary>
    private static readonly Dictionary<string, string[]> PackagesOf = new(StringComparer.Ordinal)
    {
        ["DynamicObj"] = ["Plotly.NET"],
        ["Fluid"] = ["Fluid.Core"],
        ["FSharp.Core"] = ["Plotly.NET"],
        ["Giraffe.ViewEngine"] = ["Plotly.NET"],
        ["Google.Protobuf"] = ["Grpc.HealthCheck"],
        ["Grpc.Core.Api"] = ["Grpc.Net.Client"],
        ["Microsoft.AspNetCore.Html.Abstractions"] = ["Microsoft.DotNet.Interactive.Formatting"],
        ["Microsoft.CodeAnalysis"] = ["Microsoft.CodeAnalysis.CSharp.Features", "Microsoft.CodeAnalysis.CSharp.Scripting"],
        ["Microsoft.CodeAnalysis.CSharp"] = ["Microsoft.CodeAnalysis.CSharp.Features", "Microsoft.CodeAnalysis.CSharp.Scripting"],
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = ["Microsoft.CodeAnalysis.CSharp.Features"],
        ["Microsoft.CodeAnalysis.Features"] = ["Microsoft.CodeAnalysis.CSharp.Features"],
        ["Microsoft.CodeAnalysis.Workspaces"] = ["Microsoft.CodeAnalysis.CSharp.Features"],
        ["Microsoft.CodeAnalysis.Scripting"] = ["Microsoft.CodeAnalysis.CSharp.Scripting"],
        ["Newtonsoft.Json"] = ["Newtonsoft.Json", "Plotly.NET"],
        ["Parlot"] = ["Fluid.Core"],
        ["Spectre.Console.Ansi"] = ["Spectre.Console"],
    };

    public static IEnumerable<string> Violations(
        string project, CompiledAssembly assembly, IReadOnlyDictionary<string, Allowance> table, IReadOnlyDictionary<string, string> projectOfAssembly)
    {
        var allowed = table[project];
        var packages = DependencyTable.PackagesWithinReach(project, table);
        foreach (var reference in assembly.Assemblies)
        {
            if (projectOfAssembly.TryGetValue(reference, out var other))
            {
                if (!Within(project, table).Contains(other))
                {
                    yield return $"{project} was compiled against {other}";
                }
            }
            else if (!IsFramework(reference, allowed) && !packages.Overlaps(PackagesOf.GetValueOrDefault(reference) ?? [reference]))
            {
                yield return $"{project} was compiled against {reference}, which belongs to no package it may use";
            }
        }
    }

    private static HashSet<string> Within(string project, IReadOnlyDictionary<string, Allowance> table)
    {
        var found = new HashSet<string>(table[project].Projects, StringComparer.Ordinal);
        foreach (var below in table[project].Projects)
        {
            found.UnionWith(Within(below, table));
        }

        return found;
    }

    private static bool IsFramework(string reference, Allowance allowed) =>
        File.Exists(Path.Combine(BaseFramework, reference + ".dll"))
        || (allowed.Frameworks.Contains("Microsoft.AspNetCore.App")
            && (reference.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                || reference.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)));
}
