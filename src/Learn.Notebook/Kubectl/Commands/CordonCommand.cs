using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl cordon</c> and <c>kubectl uncordon</c>.</summary>
internal sealed class CordonCommand(bool isSchedulable) : KubectlCommand
{
    public override string Name => isSchedulable ? "uncordon" : "cordon";

    public override string Summary => isSchedulable ? "Lets Pods come to a node again." : "Lets no new Pods come to a node.";

    public override string Usage => "(NODE… | -l LABELS)";

    public override ArgumentSort Arguments => ArgumentSort.Nodes;

    public override IReadOnlyList<Flag> Flags { get; } = [KubectlFlags.Selector, KubectlFlags.DryRun];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var text = string.Concat(NodeNames.Of(call).Select(node => $"{Change(call, node)}{call.DryRunNote}\n"));
        return await call.SettledAsync(new KubectlOutput(text), cancellationToken);
    }

    private string Change(KubectlCall call, string node)
    {
        if (call.IsDryRun)
        {
            bool isSo = call.Cluster.Get<V1Node>("", node)?.Spec?.Unschedulable == !isSchedulable;
            return $"node/{node} {(isSo ? "already " : "")}{Name}ed";
        }

        return isSchedulable ? call.Cluster.Uncordon(node) : call.Cluster.Cordon(node);
    }
}
