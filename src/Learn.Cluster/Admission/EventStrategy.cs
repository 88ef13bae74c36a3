using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class EventStrategy : ResourceStrategy
{
    public override void Default(IKubernetesObject<V1ObjectMeta> instance)
    {
        var recorded = (Corev1Event)instance;
        recorded.InvolvedObject ??= new V1ObjectReference();
        recorded.Source ??= new V1EventSource();
    }

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
        var recorded = (Corev1Event)instance;
        var space = recorded.InvolvedObject.NamespaceProperty;
        if (string.IsNullOrEmpty(space) ? recorded.Metadata.NamespaceProperty != "default" : space != recorded.Metadata.NamespaceProperty)
        {
            errors.Add(FieldError.Invalid("involvedObject.namespace", space ?? "", "does not match event.namespace"));
        }
    }
}
