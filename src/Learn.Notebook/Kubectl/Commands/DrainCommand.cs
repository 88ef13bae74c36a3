using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl drain</c>, which tells what it does as it goes.</summary>
internal sealed class DrainCommand : KubectlCommand
{
    public override string Name => "drain";

    public override string Summary => "Cordons a node and evicts its Pods, and returns when they are gone.";

    public override string Usage => "NODE… [--force] [--ignore-daemonsets] [--delete-emptydir-data]";

    public override ArgumentSort Arguments => ArgumentSort.Nodes;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Switch("force", "Also Pods that nothing would create anew."),
        KubectlFlags.Switch("ignore-daemonsets", "Leaves the Pods of DaemonSets."),
        KubectlFlags.Switch("delete-emptydir-data", "Also Pods with volumes of type emptyDir."),
        KubectlFlags.Number("grace-period", "Seconds that Pods get to stop, instead of their own; -1 for their own."),
        KubectlFlags.Duration("timeout", "How long to wait; without limit by default."),
        KubectlFlags.Text("pod-selector", "Only Pods with these labels."),
        KubectlFlags.Switch("disable-eviction", "Accepted; the lab's cluster has no disruption budgets."),
        KubectlFlags.Selector,
        KubectlFlags.DryRun,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        foreach (var node in NodeNames.Of(call))
        {
            await DrainAsync(call, node, cancellationToken);
        }

        return KubectlOutput.Nothing;
    }

    private static async Task DrainAsync(KubectlCall call, string node, CancellationToken cancellationToken)
    {
        var flags = call.Flags;
        call.Say(call.IsDryRun ? $"node/{node} cordoned{call.DryRunNote}" : call.Cluster.Cordon(node));
        var plan = call.Cluster.PlanDrain(node, new DrainOptions
        {
            Force = flags.IsOn("force"),
            IgnoreDaemonSets = flags.IsOn("ignore-daemonsets"),
            DeleteEmptyDirData = flags.IsOn("delete-emptydir-data"),
        });
        if (!plan.IsAllowed)
        {
            throw new CellException($"{plan}\nThere are pending nodes to be drained:\n {node}\n{string.Join('\n', plan.Refusals.Select(refusal => $"cannot delete {refusal}"))}".Replace("cannot delete cannot delete", "cannot delete", StringComparison.Ordinal));
        }

        foreach (var warning in plan.Warnings)
        {
            call.Warn($"Warning: {warning}");
        }

        var labels = LabelWords.Read(flags["pod-selector"]);
        var pods = plan.Evict
            .Select(name => (Name: name, Pod: call.Cluster.Get<V1Pod>(name.Namespace, name.Name)))
            .Where(one => one.Pod is not null && labels.Matches(one.Pod.Metadata.Labels))
            .ToList();
        foreach (var (name, _) in pods)
        {
            call.Say($"evicting pod {name}{call.DryRunNote}");
        }

        if (!call.IsDryRun)
        {
            call.Cluster.EvictPods(pods.Select(one => one.Name), flags.Number("grace-period") is { } grace and >= 0 ? grace : null);
            await UntilGoneAsync(call, pods!, cancellationToken);
            await call.Lab.SettleAsync(cancellationToken);
        }

        call.Say($"node/{node} drained{call.DryRunNote}");
    }

    private static async Task UntilGoneAsync(KubectlCall call, List<(NamespacedName Name, V1Pod Pod)> pods, CancellationToken cancellationToken)
    {
        // Each is told as it goes.
        bool AreGone()
        {
            foreach (var gone in pods.Where(one => call.Cluster.Get<V1Pod>(one.Name.Namespace, one.Name.Name)?.Metadata.Uid != one.Pod.Metadata.Uid).ToList())
            {
                call.Say($"pod/{gone.Name.Name} evicted");
                pods.Remove(gone);
            }

            return pods.Count == 0;
        }

        var bound = call.Flags.Duration("timeout") is { } given && given > TimeSpan.Zero ? given : Timeout.InfiniteTimeSpan;
        if (!await ObjectWait.UntilAsync(call.Lab, AreGone, bound, cancellationToken))
        {
            throw KubectlErrors.Mistake($"unable to drain node due to error: global timeout reached: {call.Flags["timeout"]}; still there: {string.Join(", ", pods.Select(one => one.Name))}");
        }
    }
}
