using k8s.Models;

namespace Learn;

/// <summary>Something that happened to a pod, as <c>kubectl describe pod</c> lists it.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="IsWarning">Whether something is wrong.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Container">The container that it is about.</param>
internal sealed record PodEvent(V1Pod Pod, bool IsWarning, string Reason, string Message, string Container)
{
    /// <summary>The part of the pod.</summary>
    public string FieldPath => $"spec.containers{{{Container}}}";
}
