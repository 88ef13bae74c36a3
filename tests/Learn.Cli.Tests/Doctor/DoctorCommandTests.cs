using Learn.Cli.Doctor;
using Learn.Cli.Doctor.Worlds;

namespace Learn.Cli.Tests.Doctor;

/// <summary><c>learn doctor</c> on this machine, whole and with something taken away.</summary>
public sealed class DoctorCommandTests
{
    [Fact]
    public async Task It_tries_the_rules_of_kube_proxy_for_real_and_finds_this_machine_ready()
    {
        var run = await Patient.ExamineAsync("", "--json");

        var report = DoctorReportReader.Read(run.Output, "the doctor");
        Assert.True(report.Ready, run.Output);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains("user namespace", report.Find("isolation").Seen, StringComparison.Ordinal);
        Assert.All(RuleFeature.All, feature => Assert.Equal((DoctorStatus.Ready, "IPv4 and IPv6"), (report.Find(feature.Id).Status, report.Find(feature.Id).Seen)));
        Assert.Equal(DoctorStatus.Ready, report.Find("trace").Status);
        Assert.Matches(@"^1\.[0-9.]+", report.Find("iptables").Seen);
        Assert.Equal(Environment.MachineName, report.Machine);
    }

    [Fact]
    public async Task A_missing_tool_is_named_with_its_package_and_what_needs_it_is_not_tried()
    {
        var run = await Patient.ExamineAsync(Patient.Without("nft", "curl"), "--json");

        Assert.Equal(ExitCode.MachineLacks, run.ExitCode);
        var report = DoctorReportReader.Read(run.Output, "the doctor");
        Assert.Equal(DoctorStatus.Lacking, report.Find("curl").Status);
        Assert.EndsWith("apt-get install -y curl", report.Find("curl").Remedy, StringComparison.Ordinal);
        Assert.Equal(DoctorStatus.Warning, report.Find("nft").Status);
        Assert.EndsWith("apt-get install -y nftables", report.Find("nft").Remedy, StringComparison.Ordinal);
        Assert.Equal((DoctorStatus.Unknown, "nft is not there"), (report.Find("trace").Status, report.Find("trace").Seen));
        Assert.Equal(DoctorStatus.Ready, report.Find("match-statistic").Status);
    }

    [Fact]
    public async Task Where_namespaces_are_refused_it_says_what_to_enable_and_all_that_can_be_seen_without()
    {
        // Limits of the user namespace in which this runs, and of no other.
        var run = await Patient.ExamineAsync("echo 0 > /proc/sys/user/max_net_namespaces\necho 0 > /proc/sys/user/max_user_namespaces");

        Assert.Equal((ExitCode.MachineLacks, ""), (run.ExitCode, run.Error));
        string[] lines = [.. run.Output.Split('\n').Select(line => line.TrimEnd())];
        Assert.Contains(lines, line => line.StartsWith("  ✗ lacking  namespaces ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  ? unknown  packet trace ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  ✓ ready    iptables ", StringComparison.Ordinal));
        Assert.Contains("user.max_net_namespaces=10000", run.Output, StringComparison.Ordinal);
        Assert.Equal("✗ This machine is not ready: 1 thing is lacking.", lines[^2]);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Without_iptables_the_rules_are_not_tried_and_the_rest_is()
    {
        var run = await Patient.ExamineAsync(Patient.Without("iptables-restore"), "--json");

        Assert.Equal(ExitCode.MachineLacks, run.ExitCode);
        var report = DoctorReportReader.Read(run.Output, "the doctor");
        Assert.Matches(@"iptables-restore\b.* not on this machine", report.Find("iptables").Seen);
        Assert.Equal(DoctorStatus.Unknown, report.Find("tables").Status);
        Assert.Equal(DoctorStatus.Unknown, report.Find("match-recent").Status);
        Assert.Equal(DoctorStatus.Ready, report.Find("links").Status);
    }
}
