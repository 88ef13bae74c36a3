using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class ServiceStrategy : ResourceStrategy
{
    public override void Default(IKubernetesObject<V1ObjectMeta> instance) => ServiceDefaults.Apply((V1Service)instance);

    public override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance) =>
        ((V1Service)instance).Status = new V1ServiceStatus { LoadBalancer = new V1LoadBalancerStatus() };

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Service)updated).Status = DeepCopy.Of(((V1Service)stored).Status);

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Service)updated).Spec = DeepCopy.Of(((V1Service)stored).Spec);

    public override IReadOnlyList<string> CheckName(string name) => LabelRules.CheckDns1035Label(name);

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
    }

    public override void Allocate(
        Transaction transaction, IKubernetesObject<V1ObjectMeta> instance, IKubernetesObject<V1ObjectMeta>? stored, List<FieldError> errors) =>
        new ServiceAllocation(transaction, (V1Service)instance, (V1Service?)stored, errors).Run();

    public override void Release(Transaction transaction, IKubernetesObject<V1ObjectMeta> stored) =>
        ServiceAllocation.Release(transaction, (V1Service)stored);
}
