using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class ReplicaSetStrategy : ResourceStrategy
{
    public override void Default(IKubernetesObject<V1ObjectMeta> instance)
    {
        var set = (V1ReplicaSet)instance;
        var spec = set.Spec ??= new V1ReplicaSetSpec();
        spec.Replicas ??= 1;
        spec.Template ??= new V1PodTemplateSpec();
        PodDefaults.Apply(spec.Template.Spec ??= new V1PodSpec());
        set.Status ??= new V1ReplicaSetStatus();
    }

    public override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance)
    {
        instance.Metadata.Generation = 1;
        ((V1ReplicaSet)instance).Status = new V1ReplicaSetStatus();
    }

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
        var (now, before) = ((V1ReplicaSet)updated, (V1ReplicaSet)stored);
        now.Status = DeepCopy.Of(before.Status);
        Default(now);
        now.Metadata.Generation = (before.Metadata.Generation ?? 1) + (SemanticEquality.AreEqual(now.Spec, before.Spec) ? 0 : 1);
    }

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1ReplicaSet)updated).Spec = DeepCopy.Of(((V1ReplicaSet)stored).Spec);

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
        var spec = ((V1ReplicaSet)instance).Spec;
        WorkloadValidation.Check(spec.Replicas, spec.Selector, spec.Template, errors);
        WorkloadValidation.CheckNotNegative("spec.minReadySeconds", spec.MinReadySeconds, errors);
    }

    public override void ValidateUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored, List<FieldError> errors) =>
        WorkloadValidation.CheckImmutableSelector(((V1ReplicaSet)updated).Spec.Selector, ((V1ReplicaSet)stored).Spec.Selector, errors);
}
