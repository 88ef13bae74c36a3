using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class NodeStrategy : ResourceStrategy
{
    public override void Default(IKubernetesObject<V1ObjectMeta> instance)
    {
        var node = (V1Node)instance;
        node.Spec ??= new V1NodeSpec();
        node.Status ??= new V1NodeStatus();
    }

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Node)updated).Status = DeepCopy.Of(((V1Node)stored).Status);

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Node)updated).Spec = DeepCopy.Of(((V1Node)stored).Spec);

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
    }
}
