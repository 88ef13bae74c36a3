using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>The objects of one kind that a command is about.</summary>
internal sealed record ObjectGroup(ResourceKind Kind, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects);
