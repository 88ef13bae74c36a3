using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class DeploymentStrategy : ResourceStrategy
{
    private const int RevisionHistoryLimit = 10;
    private const int ProgressDeadlineSeconds = 600;
    private const string QuarterOfAll = "25%";

    public override void Default(IKubernetesObject<V1ObjectMeta> instance)
    {
        var deployment = (V1Deployment)instance;
        var spec = deployment.Spec ??= new V1DeploymentSpec();
        spec.Replicas ??= 1;
        spec.RevisionHistoryLimit ??= RevisionHistoryLimit;
        spec.ProgressDeadlineSeconds ??= ProgressDeadlineSeconds;
        spec.Strategy ??= new V1DeploymentStrategy();
        spec.Strategy.Type = string.IsNullOrEmpty(spec.Strategy.Type) ? "RollingUpdate" : spec.Strategy.Type;
        if (spec.Strategy.Type == "RollingUpdate")
        {
            spec.Strategy.RollingUpdate ??= new V1RollingUpdateDeployment();
            spec.Strategy.RollingUpdate.MaxUnavailable ??= QuarterOfAll;
            spec.Strategy.RollingUpdate.MaxSurge ??= QuarterOfAll;
        }

        spec.Template ??= new V1PodTemplateSpec();
        PodDefaults.Apply(spec.Template.Spec ??= new V1PodSpec());
        deployment.Status ??= new V1DeploymentStatus();
    }

    public override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance)
    {
        instance.Metadata.Generation = 1;
        ((V1Deployment)instance).Status = new V1DeploymentStatus();
    }

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
        var (now, before) = ((V1Deployment)updated, (V1Deployment)stored);
        now.Status = DeepCopy.Of(before.Status);
        Default(now);

        // Annotations count too, since they are copied to the ReplicaSets.
        var same = SemanticEquality.AreEqual(now.Spec, before.Spec)
            && SemanticEquality.AreEqual(now.Metadata.Annotations, before.Metadata.Annotations, TypeSchema.For(typeof(IDictionary<string, string>)));
        now.Metadata.Generation = (before.Metadata.Generation ?? 1) + (same ? 0 : 1);
    }

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
        ((V1Deployment)updated).Spec = DeepCopy.Of(((V1Deployment)stored).Spec);
        updated.Metadata.Labels = stored.Metadata.Labels;
    }

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors) =>
        new DeploymentValidation(((V1Deployment)instance).Spec, errors).Run();

    public override void ValidateUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored, List<FieldError> errors) =>
        WorkloadValidation.CheckImmutableSelector(((V1Deployment)updated).Spec.Selector, ((V1Deployment)stored).Spec.Selector, errors);
}
