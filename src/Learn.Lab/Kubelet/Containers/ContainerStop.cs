using k8s.Models;

namespace Learn;

/// <summary>The orderly end of a running container: preStop hook, SIGTERM, and what is left of the grace period for its workload to finish.</summary>
internal sealed class ContainerStop(PodWorker pod, V1Container container, KubeletServices services)
{
    private const string UserAgent = "kube-lifecycle/1.30";

    /// <summary>Goes through it, and returns when the workload is to be closed.</summary>
    /// <param name="grace">The time for all of it; zero kills at once.</param>
    /// <returns>Whether it ended by itself; false if it was killed.</returns>
    public async Task<bool> RunAsync(TimeSpan grace)
    {
        if (grace <= TimeSpan.Zero)
        {
            return false;
        }

        var plan = StopPlan.Of(container);
        var deadline = services.Now + grace;
        if (plan.Hook is { } hook)
        {
            await RunHookAsync(hook, grace);
        }

        var left = deadline - services.Now;
        return await PassesAsync(plan.ShutdownDelay, left > StopPlan.LeastGrace ? left : StopPlan.LeastGrace);
    }

    private async Task RunHookAsync(V1LifecycleHandler hook, TimeSpan grace)
    {
        var target = pod.Target(container);
        using var limit = new CancellationTokenSource(grace, services.Time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, pod.KillNow);
        try
        {
            var answer = hook switch
            {
                { Sleep: { } sleep } => await SleepAsync(TimeSpan.FromSeconds(sleep.Seconds), over.Token),
                { Exec: { } exec } => await ExecProbe.RunAsync(exec, target, grace, services.Time, over.Token),
                { HttpGet: { } http } => await HttpProbe.RunAsync(http, target, UserAgent, grace, services.Time, over.Token),
                _ => ProbeAnswer.Success,
            };
            if (answer.Result != ProbeResult.Success)
            {
                pod.Record(container, "FailedPreStopHook", $"PreStopHook failed: {answer.Output}", isWarning: true);
            }
        }
        catch (OperationCanceledException)
        {
            // The grace period is over.
        }
    }

    private async Task<ProbeAnswer> SleepAsync(TimeSpan duration, CancellationToken over)
    {
        await Task.Delay(duration, services.Time, over);
        return ProbeAnswer.Success;
    }

    /// <returns>Whether <paramref name="delay"/> passed before the time was over.</returns>
    private async Task<bool> PassesAsync(TimeSpan delay, TimeSpan left)
    {
        try
        {
            await Task.Delay(delay < left ? delay : left, services.Time, pod.KillNow);
            return delay <= left;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
