using Learn.Sandbox;

namespace Learn.Tests.EndToEnd;

/// <summary>A lab on each rung of the ladder does the same.</summary>
public sealed class IsolationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Isolation.UserNamespace)]
    [InlineData(Isolation.Root)]
    public async Task A_lab_works_on_every_rung(Isolation isolation)
    {
        var options = new LabOptions { World = new WorldOptions { Isolation = isolation } };
        if (isolation == Isolation.Root && !Environment.IsPrivilegedProcess)
        {
            // Not a skip: without root this rung has to be refused, with the remedy.
            var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => Lab.StartAsync(options, Cancel));
            Assert.Contains("root", refused.Message, StringComparison.OrdinalIgnoreCase);
            return;
        }

        await using var lab = await Lab.StartAsync(options, Cancel);
        await lab.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 2)), cancellationToken: Cancel);
        var result = await lab.CurlAsync("http://my-service", 60, cancellationToken: Cancel);

        Assert.Equal(isolation, lab.Report.Isolation);
        Assert.Equal(60, result.Answered);
        Assert.True(result.Fit!.PValue > 1e-6, result.ToString());
    }

    [Theory]
    [InlineData(IptablesBackend.NfTables)]
    [InlineData(IptablesBackend.Legacy)]
    public async Task A_lab_works_with_both_backends_of_iptables(IptablesBackend backend)
    {
        await using var lab = await Lab.StartAsync(new LabOptions { World = new WorldOptions { IptablesBackend = backend } }, Cancel);
        await lab.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 2)), cancellationToken: Cancel);
        var result = await lab.CurlAsync("http://my-service", 60, cancellationToken: Cancel);

        Assert.Equal(backend, lab.Report.Iptables!.Backend);
        Assert.Equal(60, result.Answered);
        Assert.True(result.Fit!.PValue > 1e-6, result.ToString());
    }

    [Fact]
    public async Task When_the_helper_is_killed_the_lab_says_so()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancel);
        using var helper = System.Diagnostics.Process.GetProcessById(lab.HelperProcessId);
        helper.Kill();
        await helper.WaitForExitAsync(Cancel);

        var error = await Record.ExceptionAsync(() => lab.CurlAsync("http://my-service", cancellationToken: Cancel));

        Assert.True(error is WorldEndedException or LabException, error?.ToString());
        Assert.True(lab.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task What_is_in_the_kernel_is_what_kube_proxy_would_have_written()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancel);
        await lab.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 3)), cancellationToken: Cancel);

        var applied = await lab.GetRulesAsync(cancellationToken: Cancel);
        var desired = lab.LastSync()!.Plan.Desired();

        Assert.Empty(Netfilter.RulesetComparer.Compare(desired, applied));
    }
}
