using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class NamespaceStrategy : ResourceStrategy
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    public override void Default(IKubernetesObject<V1ObjectMeta> instance)
    {
        instance.Metadata.Labels ??= new Dictionary<string, string>();
        instance.Metadata.Labels[NameLabel] = instance.Metadata.Name;
        var space = (V1Namespace)instance;
        space.Spec ??= new V1NamespaceSpec();
        space.Spec.Finalizers ??= ["kubernetes"];
    }

    public override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance) =>
        ((V1Namespace)instance).Status = new V1NamespaceStatus { Phase = "Active" };

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
        ((V1Namespace)updated).Spec = DeepCopy.Of(((V1Namespace)stored).Spec);
        ((V1Namespace)updated).Status = DeepCopy.Of(((V1Namespace)stored).Status);
    }

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Namespace)updated).Spec = DeepCopy.Of(((V1Namespace)stored).Spec);

    public override IReadOnlyList<string> CheckName(string name) => LabelRules.CheckDns1123Label(name);

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
    }
}
