using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl set selector</c>.</summary>
internal sealed class SetSelectorCommand : KubectlCommand
{
    public override string Name => "set selector";

    public override string Summary => "Sets the selector of a Service.";

    public override string Usage => "(service NAME | service/NAME) KEY=VALUE[,KEY=VALUE…]";

    public override ArgumentSort Arguments => ArgumentSort.Objects;

    public override IReadOnlyList<Flag> Flags { get; } = [KubectlFlags.DryRun];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        if (call.Arguments.Count < 2 || !call.Arguments[^1].Contains('=') || !LabelPairs.TryRead(call.Arguments[^1], out var labels))
        {
            throw KubectlErrors.Misused(this, "a Service and its new selector are expected");
        }

        var choice = ObjectChoice.Read(call, [.. call.Arguments.SkipLast(1)]);
        if (choice.Wanted.Any(one => one.Kind != ResourceKind.Service) || !choice.HasNames)
        {
            throw KubectlErrors.Mistake("only the selectors of Services can be set: kubectl set selector service NAME KEY=VALUE");
        }

        var missing = new List<string>();
        var text = "";
        foreach (var service in choice.Find(call.Cluster, missing).SelectMany(group => group.Objects))
        {
            if (!call.IsDryRun)
            {
                call.Cluster.Update<V1Service>(service.Metadata.NamespaceProperty, service.Metadata.Name, copy => copy.Spec.Selector = labels);
            }

            text += $"service/{service.Metadata.Name} selector updated{call.DryRunNote}\n";
        }

        return await call.SettledAsync(new KubectlOutput(text) { Error = missing.Count > 0 ? string.Join('\n', missing) : null }, cancellationToken);
    }
}
