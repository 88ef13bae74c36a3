using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class PodStrategy : ResourceStrategy
{
    public override void Default(IKubernetesObject<V1ObjectMeta> instance) => PodDefaults.Apply((V1Pod)instance);

    public override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance)
    {
        var pod = (V1Pod)instance;
        PodDefaults.Admit(pod);
        pod.Status = new V1PodStatus { Phase = "Pending", QosClass = QualityOfService.Of(pod) };
    }

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
        var pod = (V1Pod)updated;
        pod.Status = DeepCopy.Of(((V1Pod)stored).Status);
        if (pod.Spec is not null)
        {
            PodDefaults.Admit(pod);
        }
    }

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
        var pod = (V1Pod)updated;
        pod.Spec = DeepCopy.Of(((V1Pod)stored).Spec);
        pod.Status ??= new V1PodStatus();
        pod.Status.QosClass = ((V1Pod)stored).Status?.QosClass;
    }

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors) =>
        new PodSpecValidation(((V1Pod)instance).Spec, "spec", errors).Run();

    public override void ValidateUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored, List<FieldError> errors) =>
        PodUpdate.Validate(((V1Pod)updated).Spec, ((V1Pod)stored).Spec, errors);

    public override void ValidateStatus(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
        var addresses = ((V1Pod)instance).Status.PodIPs ?? [];
        for (var i = 0; i < addresses.Count; i++)
        {
            AddressRules.CheckAddress($"status.podIPs[{i}]", addresses[i].Ip, errors);
        }

        if (addresses.Select(address => Addresses.FamilyOf(address.Ip)).Distinct().Count() < addresses.Count)
        {
            errors.Add(FieldError.Invalid(
                "status.podIPs", addresses.Select(address => address.Ip).ToList(), "may specify no more than one IP for each IP family"));
        }
    }
}
