using System.Xml.Linq;

namespace Learn.Cli.Tests.Rules;

/// <summary>learn graph and learn flows about dumps and manifests.</summary>
public sealed class GraphCommandTests
{
    private static readonly string Dump = Path.Combine(GoldenCases.Folder, "clusterip-two-pods", "expected.iptables-save");

    [Fact]
    public async Task A_dump_is_a_tree()
    {
        var run = await CommandRun.OfAsync("graph", "shop/cart", "--rules", Dump);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("table nat\n  PREROUTING  policy ACCEPT\n    #1 -> KUBE-SERVICES\n      #1 -> shop/cart:http  KUBE-SVC-", run.Output, StringComparison.Ordinal);
        Assert.Contains("#2 1 in 2 -> 10.244.1.10:8080  KUBE-SEP-", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_drawn_and_given_to_other_programs()
    {
        var file = Path.Combine(Path.GetTempPath(), $"learn-graph-{Guid.NewGuid():n}.svg");
        try
        {
            var run = await CommandRun.OfAsync("graph", "--rules", Dump, "--output", file);
            Assert.Equal((0, $"learn: wrote {file}.\n"), (run.ExitCode, run.Error));
            Assert.Equal("svg", XDocument.Load(file).Root!.Name.LocalName);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.StartsWith("digraph chains {", (await CommandRun.OfAsync("graph", "--rules", Dump, "--dot")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        var unknown = await CommandRun.OfAsync("graph", "nobody", "--rules", Dump);
        Assert.Equal((2, "learn: The rules have no Service and no chain \"nobody\". They have: shop/cart.\n"), (unknown.ExitCode, unknown.Error));
        var table = await CommandRun.OfAsync("graph", "--rules", Dump, "--table", "raw");
        Assert.Equal((2, "learn: The rules have no table raw. They have: mangle, filter, nat.\n"), (table.ExitCode, table.Error));
    }

    [Fact]
    public async Task Counters_are_told_as_flows()
    {
        var file = Path.Combine(Path.GetTempPath(), $"learn-flows-{Guid.NewGuid():n}.rules");
        try
        {
            var rules = await File.ReadAllTextAsync(Dump, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(file, rules.Replace("-A PREROUTING", "[7:420] -A PREROUTING", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var run = await CommandRun.OfAsync("flows", "--rules", file);
            Assert.Equal(0, run.ExitCode);
            Assert.Matches("PREROUTING +KUBE-SERVICES +7 ", run.Output);
            Assert.Contains("a packet here is a connection", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
