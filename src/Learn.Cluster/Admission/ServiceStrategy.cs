using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class ServiceStrategy : ResourceStrategy
{
    public override void Default(IKubernetesObject<V1ObjectMeta> instance) => ServiceDefaults.Apply((V1Service)instance);

    public override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance)
    {
        var service = (V1Service)instance;
        service.Status = new V1ServiceStatus { LoadBalancer = new V1LoadBalancerStatus() };
        if (!string.IsNullOrEmpty(service.Spec.ClusterIP) && service.Spec.ClusterIPs is null or { Count: 0 })
        {
            service.Spec.ClusterIPs = [service.Spec.ClusterIP];
        }
    }

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
        var (service, before) = ((V1Service)updated, (V1Service)stored);
        service.Status = DeepCopy.Of(before.Status);
        service.Spec ??= new V1ServiceSpec();
        ServiceDefaults.Apply(service);
        ServiceUpdate.Prepare(service, before);
    }

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Service)updated).Spec = DeepCopy.Of(((V1Service)stored).Spec);

    public override IReadOnlyList<string> CheckName(string name) => LabelRules.CheckDns1035Label(name);

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors) =>
        new ServiceValidation((V1Service)instance, errors).Run();

    public override void ValidateUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored, List<FieldError> errors) =>
        ServiceUpdate.Validate((V1Service)updated, (V1Service)stored, errors);

    public override void ValidateStatus(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors) =>
        LoadBalancerStatusValidation.Check((V1Service)instance, errors);

    public override void Allocate(
        Transaction transaction, IKubernetesObject<V1ObjectMeta> instance, IKubernetesObject<V1ObjectMeta>? stored, List<FieldError> errors) =>
        new ServiceAllocation(transaction, (V1Service)instance, (V1Service?)stored, errors).Run();

    public override void Release(Transaction transaction, IKubernetesObject<V1ObjectMeta> stored) =>
        ServiceAllocation.Release(transaction, (V1Service)stored);
}
