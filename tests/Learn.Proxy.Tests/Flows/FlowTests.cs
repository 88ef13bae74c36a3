using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>The packet-flow tables beside the captures, walked through the rules that kube-proxy's brain makes of the same input.</summary>
public sealed class FlowTests
{
    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames.Where(name => File.Exists(FlowFile(name)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Packets_go_where_the_table_says(string name)
    {
        var goldenCase = new GoldenCase(Path.Combine(GoldenFolder.Iptables, name));
        IReadOnlyDictionary<string, string> files = await goldenCase.LiveAsync();
        Flow[] flows = [.. Flow.Read(await File.ReadAllTextAsync(FlowFile(name), TestContext.Current.CancellationToken))];

        var differences = new List<string>();
        foreach (Flow flow in flows)
        {
            string step = flow.Step == 1 ? "" : $"-step-{flow.Step}";
            string file = $"expected{step}.ip{(flow.Family == IpFamily.IPv4 ? "" : "6")}tables-save";
            string actual = flow.Walk(RulesetParser.Parse(files[file], flow.Family), goldenCase.LocalAddresses());
            if (actual != flow.Sorted())
            {
                differences.Add($"{flow.Text}: expected {flow.Sorted()}, got {actual}");
            }
        }

        Assert.NotEmpty(flows);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Every_feature_of_the_captures_has_a_flow()
    {
        static IEnumerable<string> Features(string name) => new GoldenCase(Path.Combine(GoldenFolder.Iptables, name)).Features;

        string[] covered = [.. Cases.SelectMany(row => Features(row.Data)).Distinct()];
        Assert.Empty(GoldenFolder.CaseNames.SelectMany(Features).Distinct().Except(covered));
    }

    private static string FlowFile(string name) => Path.Combine(GoldenFolder.Iptables, name, "flows.md");
}
