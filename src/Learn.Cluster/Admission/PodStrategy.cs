using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class PodStrategy : ResourceStrategy
{
    public override void Default(IKubernetesObject<V1ObjectMeta> instance)
    {
        var pod = (V1Pod)instance;
        pod.Spec ??= new V1PodSpec();
        pod.Spec.RestartPolicy ??= "Always";
        pod.Spec.TerminationGracePeriodSeconds ??= 30;
        foreach (var port in (pod.Spec.Containers ?? []).SelectMany(container => container.Ports ?? []))
        {
            port.Protocol = string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol;
        }
    }

    public override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance) =>
        ((V1Pod)instance).Status = new V1PodStatus { Phase = "Pending" };

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Pod)updated).Status = DeepCopy.Of(((V1Pod)stored).Status);

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Pod)updated).Spec = DeepCopy.Of(((V1Pod)stored).Spec);

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
    }
}
