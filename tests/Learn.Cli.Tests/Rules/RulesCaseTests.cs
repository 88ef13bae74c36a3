using System.Globalization;
using Learn.Netfilter;

namespace Learn.Cli.Tests.Rules;

/// <summary><c>learn rules --case</c> prints what the real kube-proxy wrote: every save and every payload that was captured.</summary>
public sealed class RulesCaseTests
{
    public static TheoryData<string> Cases => [.. GoldenCases.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_prints_what_was_captured(string name)
    {
        var captures = GoldenCases.Captures(name).ToList();
        Assert.Contains(captures, capture => capture.IsPayload);
        Assert.Contains(captures, capture => !capture.IsPayload);
        foreach (var capture in captures)
        {
            var run = await CommandRun.OfAsync(
                "rules", "--case", Path.Combine(GoldenCases.Folder, name), "--step", capture.Step.ToString(CultureInfo.InvariantCulture),
                "--family", capture.IsIPv6 ? "ipv6" : "ipv4", "--output", capture.IsPayload ? "restore" : "save");

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            var family = capture.IsIPv6 ? IpFamily.IPv6 : IpFamily.IPv4;
            string expected = await File.ReadAllTextAsync(capture.Path, TestContext.Current.CancellationToken);
            var differences = RulesetComparer.Compare(
                RulesetParser.Parse(expected, family), RulesetParser.Parse(run.Output, family), new ComparisonOptions { Payload = capture.IsPayload });
            Assert.True(differences.IsEmpty, $"{capture.Path}:\n{string.Join('\n', differences)}");
        }
    }

    [Fact]
    public async Task Without_a_step_the_last_one_is_shown()
    {
        string folder = Path.Combine(GoldenCases.Folder, "step-service-deleted");

        int steps = 1 + Directory.GetFiles(folder, "step-*.yaml").Length;

        var shown = await CommandRun.OfAsync("rules", "--case", folder);
        var last = await CommandRun.OfAsync("rules", "--case", folder, "--step", steps.ToString(CultureInfo.InvariantCulture));

        Assert.Equal((0, last.Output), (shown.ExitCode, shown.Output));
    }

    [Fact]
    public async Task Files_give_the_same_as_their_case()
    {
        string folder = Path.Combine(GoldenCases.Folder, "step-service-deleted");
        using var configuration = new TextFile("""
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            mode: iptables
            clusterCIDR: 10.244.0.0/16
            """, await File.ReadAllTextAsync(Path.Combine(folder, "input.yaml"), TestContext.Current.CancellationToken));

        var ofFiles = await CommandRun.OfAsync("rules", "-f", configuration.Path, "-f", Path.Combine(folder, "step-2.yaml"), "--node", "worker-1");
        var ofCase = await CommandRun.OfAsync("rules", "--case", folder, "--step", "2");

        Assert.Equal((0, ""), (ofFiles.ExitCode, ofFiles.Error));
        Assert.Equal(ofCase.Output, ofFiles.Output);
    }
}
