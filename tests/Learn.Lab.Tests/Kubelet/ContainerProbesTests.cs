using k8s.Models;

namespace Learn.Tests.Kubelet;

public sealed class ContainerProbesTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_probes_a_container_is_ready_as_soon_as_it_runs()
    {
        var probes = new ContainerProbes(new V1Container());
        Assert.False(probes.IsReady);

        probes.ContainerStarted(Start);

        Assert.True(probes is { IsStarted: true, IsReady: true, IsDecided: true });
        probes.ContainerStopped();
        Assert.False(probes.IsReady);
    }

    [Fact]
    public void Probes_begin_after_their_delay()
    {
        var probes = new ContainerProbes(new V1Container { ReadinessProbe = Probe(), LivenessProbe = Probe(delay: 15) });

        probes.ContainerStarted(Start);

        Assert.Equal(Start, probes.Find(ProbeKind.Readiness)!.Due);
        Assert.Equal(Start.AddSeconds(15), probes.Find(ProbeKind.Liveness)!.Due);
        Assert.False(probes.IsReady);
        Assert.False(probes.IsDecided);
    }

    [Fact]
    public void A_startup_probe_holds_the_others_back_until_it_succeeds()
    {
        var probes = new ContainerProbes(new V1Container { StartupProbe = Probe(delay: 1, period: 2), ReadinessProbe = Probe(delay: 10), LivenessProbe = Probe() });

        probes.ContainerStarted(Start);
        Assert.Equal(Start.AddSeconds(1), probes.Find(ProbeKind.Startup)!.Due);
        Assert.Null(probes.Find(ProbeKind.Readiness)!.Due);
        Assert.Null(probes.Find(ProbeKind.Liveness)!.Due);

        Assert.False(probes.Record(ProbeKind.Readiness, ProbeResult.Success, Start));
        Assert.False(probes.Record(ProbeKind.Startup, ProbeResult.Failure, Start.AddSeconds(1)));
        Assert.False(probes.IsStarted);

        Assert.True(probes.Record(ProbeKind.Startup, ProbeResult.Success, Start.AddSeconds(3)));
        Assert.True(probes.IsStarted);
        Assert.False(probes.IsReady);
        Assert.Null(probes.Find(ProbeKind.Startup)!.Due);
        // Its delay counts from the start of the container.
        Assert.Equal(Start.AddSeconds(10), probes.Find(ProbeKind.Readiness)!.Due);
        Assert.Equal(Start.AddSeconds(3), probes.Find(ProbeKind.Liveness)!.Due);

        Assert.True(probes.Record(ProbeKind.Readiness, ProbeResult.Success, Start.AddSeconds(10)));
        Assert.True(probes is { IsReady: true, IsDecided: true });
    }

    [Theory]
    [InlineData(true, nameof(ProbeKind.Startup))]
    [InlineData(false, nameof(ProbeKind.Liveness))]
    public void A_failed_startup_or_liveness_probe_wants_a_restart(bool withStartup, string expected)
    {
        var probes = new ContainerProbes(new V1Container { StartupProbe = withStartup ? Probe() : null, LivenessProbe = Probe(), ReadinessProbe = Probe() });
        probes.ContainerStarted(Start);
        var kind = Enum.Parse<ProbeKind>(expected);

        for (int count = 1; count <= 3; count++)
        {
            Assert.Null(probes.MustRestart);
            Assert.False(probes.IsDecided);
            Assert.Equal(count == 3, probes.Record(kind, ProbeResult.Failure, Start.AddSeconds(count)));
        }

        Assert.Equal(kind, probes.MustRestart);
        Assert.True(probes.IsDecided);

        probes.ContainerStopped();
        probes.ContainerStarted(Start.AddMinutes(1));
        Assert.Null(probes.MustRestart);
        Assert.False(probes.IsDecided);
    }

    [Fact]
    public void While_the_pod_terminates_only_readiness_is_asked_for()
    {
        var probes = new ContainerProbes(new V1Container { LivenessProbe = Probe(), ReadinessProbe = Probe() });
        probes.ContainerStarted(Start);

        probes.PodTerminates();

        Assert.Null(probes.Find(ProbeKind.Liveness)!.Due);
        Assert.NotNull(probes.Find(ProbeKind.Readiness)!.Due);
    }

    [Fact]
    public void An_answer_that_comes_after_the_container_stopped_is_nobodys()
    {
        var probes = new ContainerProbes(new V1Container { ReadinessProbe = Probe() });
        probes.ContainerStarted(Start);
        probes.ContainerStopped();

        Assert.False(probes.Record(ProbeKind.Readiness, ProbeResult.Success, Start));
        Assert.False(probes.IsReady);
    }

    [Fact]
    public void Readiness_can_be_asked_for_anew()
    {
        var probes = new ContainerProbes(new V1Container { ReadinessProbe = Probe() });
        probes.ContainerStarted(Start);
        for (int count = 0; count < 3; count++)
        {
            probes.Record(ProbeKind.Readiness, ProbeResult.Failure, Start);
        }

        probes.AskReadinessAgain(Start.AddSeconds(1));

        Assert.False(probes.IsDecided);
        Assert.Equal(Start.AddSeconds(1), probes.Find(ProbeKind.Readiness)!.Due);
        Assert.True(probes.Record(ProbeKind.Readiness, ProbeResult.Success, Start.AddSeconds(1)));
    }

    private static V1Probe Probe(int delay = 0, int period = 10) => new() { InitialDelaySeconds = delay, PeriodSeconds = period, TcpSocket = new V1TCPSocketAction() };
}
