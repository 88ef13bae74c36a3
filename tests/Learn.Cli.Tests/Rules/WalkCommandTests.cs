using System.Text.Json.Nodes;

namespace Learn.Cli.Tests.Rules;

/// <summary><c>learn walk --rules</c>: a dump, a packet, and an answer or a lesson.</summary>
public sealed class WalkCommandTests
{
    private static string Dump(string name) => Path.Combine(GoldenCases.Folder, name, "expected.iptables-save");

    [Fact]
    public async Task A_Service_of_a_dump_is_walked_to()
    {
        var run = await CommandRun.OfAsync("walk", "--rules", Dump("cluster-dns"), "--from", "10.244.1.5", "kube-system/kube-dns:dns");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("udp 10.244.1.5:40000 -> 10.96.0.10:53\n  50 %     to 10.244.1.2:53\n  50 %     to 10.244.2.2:53\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Output.Split('\n'), line => line.Length > 100);
    }

    [Fact]
    public async Task A_node_port_needs_the_addresses_of_the_node()
    {
        string[] question = ["walk", "--rules", Dump("nodeport-cluster"), "--from", "198.51.100.1", "--to", "192.168.10.11:30080"];

        var without = await CommandRun.OfAsync(question);
        var with = await CommandRun.OfAsync([.. question, "--local-address", "192.168.10.11"]);

        Assert.Contains("30080 is the node port of shop/frontend:http", without.Output, StringComparison.Ordinal);
        Assert.Contains("KUBE-NODEPORTS", with.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is the node port", with.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_packet_the_ends_and_the_tree()
    {
        var run = await CommandRun.OfAsync("walk", "--rules", Dump("clusterip-two-pods"), "--from", "10.244.1.5", "--json", "--to", "10.96.0.10:53/udp");

        var json = JsonNode.Parse(run.Output)!.AsObject();
        Assert.Equal(["packet", "certain", "ends", "tree"], json.Select(field => field.Key));
        Assert.Equal("udp", (string?)json["packet"]!["protocol"]);
        Assert.Equal("accepted", (string?)json["ends"]![0]!["verdict"]);
        Assert.True((bool)json["certain"]!);
    }

    [Theory]
    [InlineData("10.96.0.10", "has no port")]
    [InlineData("10.96.0.10:70000", "no port from 0 to 65535")]
    [InlineData("nobody", "neither an address nor a Service of these rules")]
    [InlineData("kube-system/kube-dns", "several ports: say which")]
    [InlineData("kube-system/kube-dns:ftp", "no such port")]
    public async Task A_target_that_is_not_clear_says_why(string target, string expected)
    {
        var run = await CommandRun.OfAsync("walk", "--rules", Dump("cluster-dns"), target);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mark", "much", "A mark is a number")]
    [InlineData("--state", "OLD", "There is no state \"OLD\"")]
    [InlineData("--from", "here", "has to be an IP address")]
    [InlineData("--from", "fd00::1", "different address families")]
    [InlineData("--local-address", "lo", "has to be an IP address")]
    public async Task An_option_that_is_not_clear_says_why(string option, string value, string expected)
    {
        var run = await CommandRun.OfAsync("walk", "--rules", Dump("cluster-dns"), "10.96.0.10:53/udp", option, value);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_surely_refused_ends_with_1()
    {
        string save = Dump("no-endpoints-all-types");
        string refused = (await File.ReadAllLinesAsync(save, TestContext.Current.CancellationToken)).First(line => line.Contains("-j REJECT", StringComparison.Ordinal) && line.Contains("-d 10.", StringComparison.Ordinal));
        string address = refused.Split("-d ")[1].Split('/')[0];
        string port = refused.Split("--dport ")[1].Split(' ')[0];

        var run = await CommandRun.OfAsync("walk", "--rules", save, "--from", "10.244.1.5", "--to", $"{address}:{port}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("rejected", run.Output, StringComparison.Ordinal);
    }
}
