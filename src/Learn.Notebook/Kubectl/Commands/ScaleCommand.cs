using System.Globalization;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl scale</c>.</summary>
internal sealed class ScaleCommand : KubectlCommand
{
    public override string Name => "scale";

    public override string Summary => "Sets the number of Pods of a Deployment or ReplicaSet, and waits until they are there.";

    public override string Usage => "--replicas=COUNT (KIND/NAME… | KIND NAME… | KIND (-l LABELS | --all))";

    public override ArgumentSort Arguments => ArgumentSort.Workloads;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Number("replicas", "How many Pods there shall be, 0 or more."),
        KubectlFlags.Number("current-replicas", "Only if there are so many now."),
        .. KubectlFlags.Choice,
        KubectlFlags.Duration("timeout", "Accepted; the cell waits until the Pods are there."),
        KubectlFlags.DryRun,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var replicas = call.Flags.Number("replicas") ?? throw KubectlErrors.Mistake("required flag(s) \"replicas\" not set");
        if (replicas is < 0 or > int.MaxValue)
        {
            throw KubectlErrors.Mistake("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
        }

        var choice = await ChosenObjects.ReadAsync(call, cancellationToken);
        var missing = new List<string>();
        var groups = choice.Find(call.Cluster, missing);
        if (choice.Wanted.Count == 0 || groups.Sum(group => group.Objects.Count) + missing.Count == 0)
        {
            throw KubectlErrors.Mistake("no objects passed to scale");
        }

        var text = "";
        foreach (var group in groups)
        {
            foreach (var one in group.Objects)
            {
                Check(call, group.Kind, one);
                if (!call.IsDryRun)
                {
                    call.Cluster.Scale(group.Kind, one.Metadata.NamespaceProperty, one.Metadata.Name, (int)replicas);
                }

                text += $"{group.Kind.DisplayName}/{one.Metadata.Name} scaled{call.DryRunNote}\n";
            }
        }

        return await call.SettledAsync(new KubectlOutput(text) { Error = missing.Count > 0 ? string.Join('\n', missing) : null }, cancellationToken);
    }

    private static void Check(KubectlCall call, ResourceKind kind, object one)
    {
        int? current = one switch
        {
            V1Deployment deployment => deployment.Spec.Replicas,
            V1ReplicaSet set => set.Spec.Replicas,
            _ => throw KubectlErrors.Mistake($"cannot scale a {kind.Singular}: Deployments and ReplicaSets have a number of Pods"),
        };
        if (call.Flags.Number("current-replicas") is { } wanted and >= 0 && current != wanted)
        {
            throw KubectlErrors.Mistake(string.Create(CultureInfo.InvariantCulture, $"Expected replicas to be {wanted}, was {current}"));
        }
    }
}
