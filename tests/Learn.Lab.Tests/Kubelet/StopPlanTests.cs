using k8s.Models;

namespace Learn.Tests.Kubelet;

public sealed class StopPlanTests
{
    [Theory]
    // Hook in seconds, delay of the workload, grace period, and what comes of it.
    [InlineData(0, 0, 30, 0)]
    [InlineData(5, 0, 30, 5)]
    [InlineData(0, 10, 30, 10)]
    [InlineData(5, 10, 30, 15)]
    [InlineData(0, 60, 30, 30)]
    [InlineData(20, 60, 30, 30)]
    // A hook that uses up the grace period leaves two seconds.
    [InlineData(40, 60, 30, 32)]
    [InlineData(40, 1, 30, 31)]
    [InlineData(5, 10, 0, 0)]
    public void A_container_stops_after_hook_and_delay_or_when_its_grace_is_over(int hook, int delay, int grace, int expected)
    {
        var plan = new StopPlan(hook == 0 ? null : new V1LifecycleHandler { Sleep = new V1SleepAction { Seconds = hook } }, TimeSpan.FromSeconds(delay));

        Assert.Equal(TimeSpan.FromSeconds(expected), plan.Duration(TimeSpan.FromSeconds(grace)));
    }

    [Fact]
    public void How_long_a_command_takes_cannot_be_known_before()
    {
        var plan = new StopPlan(new V1LifecycleHandler { Exec = new V1ExecAction { Command = ["sleep", "1"] } }, TimeSpan.Zero);

        Assert.Null(plan.Duration(TimeSpan.FromSeconds(30)));
    }
}
