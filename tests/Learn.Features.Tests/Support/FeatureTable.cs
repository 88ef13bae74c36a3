using System.Text;

namespace Learn.Features.Tests;

/// <summary>All rows, by theme, and the page that shows them.</summary>
internal static class FeatureTable
{
    /// <summary>The themes with their rows, in the order of the page.</summary>
    public static IReadOnlyList<(string Theme, IReadOnlyList<Feature> Rows)> Themes { get; } =
    [
        ("Inside the cluster", ClusterIpFeatures.All),
        ("Node ports and external addresses", NodePortFeatures.All),
        ("Load balancers", LoadBalancerFeatures.All),
        ("Which endpoints get traffic", EndpointFeatures.All),
        ("Session affinity, connections and protocols", ConnectionFeatures.All),
        ("Configuration of kube-proxy", ConfigurationFeatures.All),
    ];

    /// <summary>Every row.</summary>
    public static IEnumerable<Feature> All => Themes.SelectMany(theme => theme.Rows);

    /// <summary>The names of some rows, for a theory.</summary>
    public static TheoryData<string> Names(IEnumerable<Feature> rows) => [.. rows.Select(row => row.Name)];

    /// <summary>The row of a name.</summary>
    public static Feature Find(string name) => All.First(row => row.Name == name);

    /// <summary>The page <c>docs/features.md</c>.</summary>
    public static string Page()
    {
        var text = new StringBuilder("""
            # Every feature, felt

            Each row is a feature of kube-proxy's iptables mode that you can try in a lab of your own, with real packets: start the lab of the
            row, `./learn up -f docs/examples/features/NAME.yaml`, type the command, end it with `./learn down`. The test suite
            `tests/Learn.Features.Tests` runs every row with many more requests, and asserts who answered, in which share (a right lab fails
            less than once in a million runs), which source address the pods saw, and what a refused client saw. This page is written by it.

            """);
        foreach (var (theme, rows) in Themes)
        {
            text.Append("\n## ").Append(theme).Append("\n\n| feature | idea for a lesson | YAML | try | what one sees |\n|---|---|---|---|---|\n");
            foreach (var row in rows)
            {
                text.Append($"| {row.Title} | {row.Idea} | [{row.Name}](examples/features/{row.Name}.yaml) | `{row.Try.ToString().Replace("|", "\\|", StringComparison.Ordinal)}` | {row.Sees} |\n");
            }
        }

        return text.ToString();
    }
}
