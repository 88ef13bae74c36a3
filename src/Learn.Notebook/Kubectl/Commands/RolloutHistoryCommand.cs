using System.Globalization;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl rollout history</c>.</summary>
internal sealed class RolloutHistoryCommand() : RolloutCommand("history")
{
    public override string Summary => "Lists the revisions of a Deployment, or shows one of them.";

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Number("revision", "The revision to show with its template."),
        KubectlFlags.Selector,
        KubectlFlags.Files,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var text = "";
        foreach (var name in await DeploymentsAsync(call, cancellationToken))
        {
            var revisions = call.Cluster.RolloutHistory(name.Namespace, name.Name);
            text += call.Flags.Number("revision") is { } number and > 0 ? Detail(call, name, revisions, number) : List(name, revisions);
        }

        return new KubectlOutput(text);
    }

    private static string List(NamespacedName name, IReadOnlyList<RolloutRevision> revisions)
    {
        var rows = revisions.Select(revision => $"{revision.Number.ToString(CultureInfo.InvariantCulture)}\t{revision.ChangeCause ?? "<none>"}\n");
        return $"{ResourceKind.Deployment.DisplayName}/{name.Name} \n{TabText.Layout($"REVISION\tCHANGE-CAUSE\n{string.Concat(rows)}")}\n";
    }

    private static string Detail(KubectlCall call, NamespacedName name, IReadOnlyList<RolloutRevision> revisions, long number)
    {
        var revision = revisions.FirstOrDefault(one => one.Number == number) ?? throw KubectlErrors.Mistake($"unable to find the specified revision");
        var description = new DescriptionText();
        PodTemplateDescription.Write(description, call.Cluster.Get<V1ReplicaSet>(name.Namespace, revision.ReplicaSet)?.Spec.Template);
        return $"{ResourceKind.Deployment.DisplayName}/{name.Name} with revision #{number.ToString(CultureInfo.InvariantCulture)}\n{description}";
    }
}
