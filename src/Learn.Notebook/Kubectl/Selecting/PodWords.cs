using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Finds the Pod that <c>exec</c> and <c>logs</c> mean: by its name, or the first one of a Deployment, ReplicaSet or Service.</summary>
internal static class PodWords
{
    /// <summary>The Pod.</summary>
    /// <exception cref="CellException">There is none.</exception>
    public static V1Pod Find(KubectlCall call, string target)
    {
        var parts = target.Split('/');
        var kind = parts.Length == 1 ? ResourceKind.Pod : KindWords.Of(parts[0]);
        var name = parts[^1];
        if (parts.Length > 2)
        {
            throw KubectlErrors.Mistake("arguments in resource/name form may not have more than one slash");
        }

        var one = call.Cluster.Get(kind, call.Namespace, name) ?? throw new CellException(KubectlErrors.NotFound(kind, name));
        var labels = one switch
        {
            V1Pod pod => null,
            V1Deployment deployment => LabelSelector.FromSelector(deployment.Spec.Selector),
            V1ReplicaSet set => LabelSelector.FromSelector(set.Spec.Selector),
            V1Service { Spec.Selector: { Count: > 0 } selector } => LabelSelector.FromLabels(selector),
            _ => throw KubectlErrors.Mistake($"cannot find the Pods of {kind.DisplayName}/{name}"),
        };
        return one as V1Pod
            ?? call.Cluster.List<V1Pod>(call.Namespace, labels).OrderBy(pod => pod.Status?.Phase != "Running").FirstOrDefault()
            ?? throw KubectlErrors.Mistake($"no Pods found for {kind.DisplayName}/{name}");
    }

    /// <summary>A Pod must have the container that is named.</summary>
    /// <exception cref="CellException">It has not.</exception>
    public static void CheckContainer(V1Pod pod, string? container)
    {
        if (container is not null && pod.Spec.Containers.All(one => one.Name != container))
        {
            throw new CellException($"Error from server (BadRequest): container {container} is not valid for pod {pod.Metadata.Name}\n"
                + $"Its containers are: {string.Join(", ", pod.Spec.Containers.Select(one => one.Name))}.");
        }
    }
}
