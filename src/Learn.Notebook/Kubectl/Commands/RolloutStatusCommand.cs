using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl rollout status</c>: a line each time that there is another one, until it is done.</summary>
internal sealed class RolloutStatusCommand() : RolloutCommand("status")
{
    public override string Summary => "Tells how far a rollout is, until it is done.";

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Switch("watch", "Waits until it is done. Default true.", 'w'),
        KubectlFlags.Duration("timeout", "How long to wait; without limit by default."),
        KubectlFlags.Selector,
        KubectlFlags.Files,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        foreach (var name in await DeploymentsAsync(call, cancellationToken))
        {
            await FollowAsync(call, name, cancellationToken);
        }

        return KubectlOutput.Nothing;
    }

    private static async Task FollowAsync(KubectlCall call, NamespacedName name, CancellationToken cancellationToken)
    {
        var last = "";
        RolloutState state;

        // Subscribers are called one at a time, and this is not called before it has returned.
        bool IsOver()
        {
            state = call.Cluster.RolloutStatus(name.Namespace, name.Name);
            if (state.Message != last && !state.HasFailed)
            {
                call.Say(state.Message);
                last = state.Message;
            }

            return state.IsDone || state.HasFailed;
        }

        if (IsOver() || !call.Flags.IsOn("watch", byDefault: true))
        {
            ThrowIfFailed(state);
            return;
        }

        var bound = call.Flags.Duration("timeout") is { } given && given > TimeSpan.Zero ? given : Timeout.InfiniteTimeSpan;
        if (!await ObjectWait.UntilAsync(call.Lab, IsOver, bound, cancellationToken))
        {
            throw KubectlErrors.Mistake("timed out waiting for the condition");
        }

        ThrowIfFailed(state);
    }

    private static void ThrowIfFailed(RolloutState state)
    {
        if (state.HasFailed)
        {
            throw KubectlErrors.Mistake(state.Message);
        }
    }
}
