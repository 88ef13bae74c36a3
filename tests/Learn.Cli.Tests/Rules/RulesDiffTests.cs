namespace Learn.Cli.Tests.Rules;

/// <summary><c>learn rules diff</c>.</summary>
public sealed class RulesDiffTests
{
    private static readonly string Save = Path.Combine(GoldenCases.Folder, "clusterip-one-pod", "expected.iptables-save");
    private static readonly string Payload = Path.Combine(GoldenCases.Folder, "clusterip-one-pod", "restore-step-1.txt");

    [Fact]
    public async Task Counters_comments_and_arbitrary_orders_are_no_difference()
    {
        string text = await File.ReadAllTextAsync(Save, TestContext.Current.CancellationToken);
        using var other = new TextFile("# a comment\n" + text.Replace("[0:0]", "[12:3456]", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync("rules", "diff", Save, other.Path);

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_difference_is_a_sentence_and_ends_with_1()
    {
        string text = await File.ReadAllTextAsync(Save, TestContext.Current.CancellationToken);
        using var other = new TextFile(text.Replace("10.244.1.10:8080", "10.244.1.11:8080", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync("rules", "diff", Save, other.Path);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("KUBE-SEP-", run.Output, StringComparison.Ordinal);
        Assert.Contains("10.244.1.11:8080", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_come_first_and_rules_second()
    {
        string folder = Path.Combine(GoldenCases.Folder, "step-endpoint-added");

        var run = await CommandRun.OfAsync("rules", "diff", Path.Combine(folder, "expected.iptables-save"), Path.Combine(folder, "expected-step-2.iptables-save"));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Services: 1 change\n  endpoint 10.244.3.10:8080 added to shop/frontend:http; 2 probabilities changed\nRules: 6 changes\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_json()
    {
        string folder = Path.Combine(GoldenCases.Folder, "step-endpoint-added");

        var run = await CommandRun.OfAsync("rules", "diff", "--json", Path.Combine(folder, "expected.iptables-save"), Path.Combine(folder, "expected-step-2.iptables-save"));

        Assert.Equal(1, run.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Equal("shop/frontend:http", json.RootElement.GetProperty("services")[0].GetProperty("service").GetString());
        Assert.Equal(6, json.RootElement.GetProperty("rules").GetArrayLength());
        Assert.False(json.RootElement.GetProperty("equal").GetBoolean());
    }

    [Fact]
    public async Task A_missing_deletion_counts_in_payloads_only()
    {
        string text = await File.ReadAllTextAsync(Payload, TestContext.Current.CancellationToken);
        using var other = new TextFile(text.Replace("*nat\n", "*nat\n:KUBE-SVC-STALE - [0:0]\n", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync("rules", "diff", "--restore", Payload, other.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("KUBE-SVC-STALE", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IPv6_is_recognised()
    {
        string save = Path.Combine(GoldenCases.Folder, "ipv6-single-stack", "expected.ip6tables-save");

        var run = await CommandRun.OfAsync("rules", "diff", save, save);

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task What_cannot_be_read_ends_with_2_and_names_file_and_line()
    {
        using var other = new TextFile("*nat\n:KUBE-SERVICES - [0:0]\nthis is no rule\nCOMMIT\n");

        var run = await CommandRun.OfAsync("rules", "diff", Save, other.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(other.Path, run.Error, StringComparison.Ordinal);
        Assert.Contains("3", run.Error, StringComparison.Ordinal);
    }
}
