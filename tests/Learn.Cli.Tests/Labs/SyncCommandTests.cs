using System.Text.Json;

namespace Learn.Cli.Tests.Labs;

/// <summary>What kube-proxy does in a running lab, and how traffic is distributed there, asked from another terminal.</summary>
public sealed class SyncCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Syncs_are_listed_shown_and_watched()
    {
        await using var lab = await RunningLab.UpAsync();

        string list = (await SayAsync("syncs")).Output;
        Assert.Matches(@"^ +# +TIME +NODE +KIND +RULES +BYTES +GENERATION +RESTORE\n +1 +[0-9:.]+ +node-1 +full IPv4 ", list);
        Assert.Contains("\n       kube-proxy started\n", list, StringComparison.Ordinal);
        Assert.All(list.Split('\n'), line => Assert.InRange(line.Length, 0, 100));

        using var watch = LearnRun.Start("watch", "--json", "--lab", lab.Name);
        string? begun = await watch.StandardError.ReadLineAsync(Cancel);
        Assert.Equal($"Watching all nodes of the lab {lab.Name}. Ctrl-C ends it.", begun);
        await Task.Delay(300, Cancel);
        Assert.Equal(0, (await LearnRun.WithInputAsync(System.Text.Encoding.UTF8.GetBytes(RunningLab.Manifest.Replace("port: 80,", "port: 81,", StringComparison.Ordinal)), "apply", "-f", "-", "--lab", lab.Name)).ExitCode);
        var seen = JsonDocument.Parse((await watch.StandardOutput.ReadLineAsync(Cancel))!).RootElement;
        watch.Kill();
        Assert.Equal("Changes", seen.GetProperty("trigger").GetString());
        Assert.Contains("Service default/my-service changed: spec.ports[0].port: 80 → 81", seen.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.False(seen.GetProperty("full").GetBoolean());

        string number = seen.GetProperty("number").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        string view = (await SayAsync("syncs", number)).Output;
        Assert.StartsWith($"Sync {number} of node-1 (IPv4), partial, ", view, StringComparison.Ordinal);
        Assert.Contains("KUBE-SVC-", view, StringComparison.Ordinal);
        var payload = await LearnRun.BytesAsync(default, "syncs", number, "--payload", "--lab", lab.Name);
        Assert.Equal(seen.GetProperty("bytes").GetInt32(), payload.Output.Length);

        // iptables-restore itself takes those bytes.
        var restored = await LearnRun.WithInputAsync(payload.Output, "exec", "node/node-1", "--lab", lab.Name, "--", "iptables-restore", "--noflush", "--test");
        Assert.True(restored.ExitCode == 0, restored.Error);

        Expect(2, "There is no sync 9999: the last one is ", await SayAsync("syncs", "9999"));
        Expect(2, "Say of which sync", await SayAsync("syncs", "--payload"));
        Expect(2, "There is no node \"nobody\"", await SayAsync("watch", "--node", "nobody"));

        Task<LearnRun> SayAsync(params string[] words) => LearnRun.OfAsync([.. words, "--lab", lab.Name]);
    }

    [Fact]
    public async Task Traffic_is_analysed()
    {
        await using var lab = await RunningLab.UpAsync();
        await LearnRun.WithInputAsync(
            System.Text.Encoding.UTF8.GetBytes(RunningLab.Manifest.Split("---\n")[1].Replace("my-app-1", "my-app-2", StringComparison.Ordinal)), "apply", "-f", "-", "--lab", lab.Name);

        var run = await LearnRun.OfAsync("distribution", "http://my-service", "-n", "40", "--from", "toolbox", "--from", "node/node-1", "--lab", lab.Name, "--deviation", "50");
        Assert.True(run.ExitCode is 0 or 1, run.Error);
        Assert.StartsWith("40 requests to http://my-service from toolbox\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("a deviation of 50 % (50.0 % → 75.0 % or 25.0 %)", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Is it round robin?", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));

        var json = JsonDocument.Parse((await LearnRun.OfAsync("distribution", "http://my-service", "-n", "20", "--json", "--lab", lab.Name)).Output).RootElement;
        Assert.Equal(20, json.GetProperty("count").GetInt32());
        Assert.Equal(2, json.GetProperty("ends").GetArrayLength());

        Expect(2, "The power is 2; it must be above 0.05 and below 1", await LearnRun.OfAsync("distribution", "http://my-service", "--power", "2", "--lab", lab.Name));
        Expect(2, "--power takes a number such as 0.9, not 'much'", await LearnRun.OfAsync("distribution", "http://my-service", "--power", "much"));
        Expect(2, "There is no \"nowhere\" in this lab", await LearnRun.OfAsync("distribution", "http://my-service", "--from", "nowhere", "--lab", lab.Name));
    }

    private static void Expect(int exitCode, string error, LearnRun run)
    {
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, run.ExitCode);
    }
}
