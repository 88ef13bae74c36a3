namespace Learn.Tests.Kubelet;

public sealed class ContainerStateTests
{
    private DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_container_that_keeps_crashing_waits_longer_each_time_and_at_most_five_minutes()
    {
        var state = New();
        var waits = new List<double>();
        for (int run = 0; run < 9; run++)
        {
            state.Started(now);
            now = now.AddSeconds(1);
            var wait = state.Exited(new ContainerExit(1), now)!.Value;
            waits.Add(wait.TotalSeconds);
            now += wait;
        }

        // The first restart is at once. (Kubernetes documentation, Pod Lifecycle: 10s, 20s, 40s, … capped at 300 seconds.)
        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300, 300], waits);
        Assert.Equal(8, state.RestartCount);
    }

    [Fact]
    public void The_waits_can_be_shortened_for_a_lesson()
    {
        var state = New(initial: TimeSpan.FromMilliseconds(100));
        for (int run = 0; run < 12; run++)
        {
            state.Started(now);
            now += state.Exited(new ContainerExit(1), now)!.Value;
        }

        state.Started(now);
        Assert.Equal(TimeSpan.FromSeconds(3), state.Exited(new ContainerExit(1), now));
    }

    [Fact]
    public void After_ten_quiet_minutes_the_waits_begin_anew()
    {
        var state = New();
        CrashAtOnce(state, times: 6);
        state.Started(now);

        now = now.AddMinutes(11);
        Assert.Equal(TimeSpan.Zero, state.Exited(new ContainerExit(1), now));
        state.Started(now);
        Assert.Equal(TimeSpan.FromSeconds(10), state.Exited(new ContainerExit(1), now));
    }

    [Fact]
    public void While_it_waits_it_says_so_as_kubectl_shows_it()
    {
        var state = New();
        CrashAtOnce(state, times: 1);
        state.Started(now);
        state.Exited(new ContainerExit(1, "port is taken"), now);

        Assert.True(state.IsInBackOff);
        Assert.Equal("CrashLoopBackOff", state.Current.Waiting.Reason);
        Assert.Equal("back-off 10s restarting failed container=web pod=web-1_default(123)", state.Current.Waiting.Message);
        Assert.Equal(("Error", 1, "port is taken"), (state.Last!.Terminated.Reason, state.Last.Terminated.ExitCode, state.Last.Terminated.Message));
    }

    [Theory]
    [InlineData("Always", 0, false, true)]
    [InlineData("Always", 1, false, true)]
    [InlineData("OnFailure", 0, false, false)]
    [InlineData("OnFailure", 1, false, true)]
    [InlineData("OnFailure", 0, true, true)]
    [InlineData("Never", 1, false, false)]
    [InlineData("Never", 137, true, false)]
    public void The_restart_policy_decides(string policy, int exitCode, bool forProbe, bool restarts)
    {
        var state = New(policy);
        state.Started(now);

        var wait = state.Exited(new ContainerExit(exitCode, ForProbe: forProbe), now);

        Assert.Equal(restarts, wait is not null);
        Assert.Equal(!restarts, state.IsDone);
        Assert.Equal(exitCode == 0 ? "Completed" : "Error", state.Current.Terminated.Reason);
    }

    [Fact]
    public void A_container_that_ends_with_its_pod_does_not_come_back()
    {
        var state = New();
        state.Started(now);

        Assert.Null(state.Exited(new ContainerExit(0), now, withItsPod: true));
        Assert.True(state.IsDone);
    }

    [Fact]
    public void A_restart_for_a_probe_is_counted_from_the_end_before()
    {
        var state = New();
        var waits = new List<double>();
        for (int run = 0; run < 4; run++)
        {
            state.Started(now);
            now = now.AddSeconds(12);
            var wait = state.Exited(new ContainerExit(0, ForProbe: true), now)!.Value;
            waits.Add(wait.TotalSeconds);
            now += wait;
        }

        // By then the waits of 10 s and 20 s are over, as one sees it with a real kubelet: only the fourth end has to wait.
        Assert.Equal([0, 0, 0, 8], waits);
    }

    [Fact]
    public void Each_run_has_an_identity_of_its_own()
    {
        var state = New();
        state.Started(now);
        string first = state.Id!;
        state.Exited(new ContainerExit(1), now);
        state.Started(now);

        Assert.NotEqual(first, state.Id);
        Assert.Equal(first, state.Last!.Terminated.ContainerID);
    }

    private static ContainerState New(string policy = "Always", TimeSpan? initial = null)
        => new("web", "web-1_default(123)", policy, new RestartBackoff(initial ?? TimeSpan.FromSeconds(10)));

    private void CrashAtOnce(ContainerState state, int times)
    {
        for (int run = 0; run < times; run++)
        {
            state.Started(now);
            now += state.Exited(new ContainerExit(1), now)!.Value;
        }
    }
}
