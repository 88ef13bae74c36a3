using System.Text.Json;

namespace Learn.Cli.Tests.Rules;

/// <summary><c>learn inspect</c> of files.</summary>
public sealed class InspectTests
{
    private static readonly string Save = Path.Combine(GoldenCases.Folder, "loadbalancer-source-ranges", "expected.iptables-save");

    [Fact]
    public async Task A_dump_is_told_in_lines_that_fit_a_terminal()
    {
        var run = await CommandRun.OfAsync("inspect", Save);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("IPv4: kube-proxy in iptables mode, Kubernetes 1.27 or newer", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split("\nServices\n")[0].Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public async Task Programs_get_json()
    {
        var run = await CommandRun.OfAsync("inspect", Save, "--json");

        using var json = JsonDocument.Parse(run.Output);
        var save = json.RootElement.GetProperty("saves")[0];
        Assert.Equal("1.27", save.GetProperty("versions").GetProperty("from").GetString());
        Assert.NotEmpty(save.GetProperty("services").EnumerateArray());
        Assert.All(save.GetProperty("services").EnumerateArray(), service => Assert.True(service.GetProperty("nameConfirmed").GetBoolean()));
    }

    [Fact]
    public async Task One_service_is_shown_with_its_endpoints_and_chains()
    {
        using var json = JsonDocument.Parse((await CommandRun.OfAsync("inspect", Save, "--json")).Output);
        string name = json.RootElement.GetProperty("saves")[0].GetProperty("services")[0].GetProperty("name").GetString()!;

        var run = await CommandRun.OfAsync("inspect", Save, "--service", name);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(name + ": cluster IP ", run.Output, StringComparison.Ordinal);
        Assert.Contains("KUBE-FW-", run.Output, StringComparison.Ordinal);
        Assert.Contains("KUBE-SEP-", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_services_are_cut_unless_all_are_asked_for()
    {
        string large = Path.Combine(GoldenCases.Folder, "large-1000-endpoints", "expected.iptables-save");

        var few = await CommandRun.OfAsync("inspect", large);
        var all = await CommandRun.OfAsync("inspect", large, "--all");

        Assert.Contains("more; --all", few.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("more; --all", all.Output, StringComparison.Ordinal);
        Assert.True(all.Output.Length > 2 * few.Output.Length, $"{few.Output.Length} {all.Output.Length}");
    }

    [Fact]
    public async Task What_is_no_dump_ends_with_2()
    {
        using var file = new TextFile("Chain INPUT (policy ACCEPT)\n");

        var run = await CommandRun.OfAsync("inspect", file.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("no rules of iptables", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_ends_with_2_and_similar_ones()
    {
        var run = await CommandRun.OfAsync("inspect", Save, "--service", "nothing/like-this");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("There is no Service nothing/like-this", run.Error, StringComparison.Ordinal);
    }
}
