using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl set image</c>.</summary>
internal sealed class SetImageCommand : KubectlCommand
{
    public override string Name => "set image";

    public override string Summary => "Sets the images of containers, which rolls a Deployment out anew.";

    public override string Usage => "(KIND/NAME | KIND NAME) CONTAINER=IMAGE…  (* for all containers)";

    public override ArgumentSort Arguments => ArgumentSort.Workloads;

    public override IReadOnlyList<Flag> Flags { get; } = [.. KubectlFlags.Choice, KubectlFlags.DryRun];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var images = call.Arguments.Where(word => word.Contains('=')).Select(word => word.Split('=', 2)).ToList();
        if (images.Count == 0 || images.Exists(image => image.Contains("")))
        {
            throw KubectlErrors.Mistake("at least one image update is required: kubectl set image deployment/web web=nginx:1.27");
        }

        var choice = await ChosenObjects.ReadAsync(call.With([.. call.Arguments.Where(word => !word.Contains('='))]), cancellationToken);
        var missing = new List<string>();
        var groups = choice.Find(call.Cluster, missing);
        if (choice.Wanted.Count == 0)
        {
            throw KubectlErrors.Mistake("one or more resources must be specified as <resource> <name> or <resource>/<name>");
        }

        var text = "";
        foreach (var group in groups)
        {
            foreach (var one in group.Objects)
            {
                if (Set(PodsOf(one, group.Kind), images))
                {
                    if (!call.IsDryRun)
                    {
                        call.Cluster.Update(group.Kind, one.Metadata.NamespaceProperty, one.Metadata.Name, copy => Set(PodsOf(copy, group.Kind), images));
                    }

                    text += $"{group.Kind.DisplayName}/{one.Metadata.Name} image updated{call.DryRunNote}\n";
                }
            }
        }

        return await call.SettledAsync(new KubectlOutput(text) { Error = missing.Count > 0 ? string.Join('\n', missing) : null }, cancellationToken);
    }

    private static V1PodSpec PodsOf(object one, ResourceKind kind) => one switch
    {
        V1Pod pod => pod.Spec,
        V1Deployment deployment => deployment.Spec.Template.Spec,
        V1ReplicaSet set => set.Spec.Template.Spec,
        _ => throw KubectlErrors.Mistake($"a {kind.Singular} has no containers; Pods, Deployments and ReplicaSets have"),
    };

    // Whether anything is otherwise then.
    private static bool Set(V1PodSpec pods, IEnumerable<string[]> images)
    {
        bool isChanged = false;
        foreach (var image in images)
        {
            var containers = pods.Containers.Concat(pods.InitContainers ?? []).Where(container => image[0] == "*" || container.Name == image[0]).ToList();
            if (containers.Count == 0)
            {
                throw KubectlErrors.Mistake($"unable to find container named \"{image[0]}\"; there are: {string.Join(", ", pods.Containers.Select(container => container.Name))}");
            }

            foreach (var container in containers)
            {
                isChanged |= container.Image != image[1];
                container.Image = image[1];
            }
        }

        return isChanged;
    }
}
