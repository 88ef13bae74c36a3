using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class EndpointSliceStrategy : ResourceStrategy
{
    public override void Default(IKubernetesObject<V1ObjectMeta> instance)
    {
        var slice = (V1EndpointSlice)instance;
        slice.Endpoints ??= [];
        foreach (var port in slice.Ports ?? [])
        {
            port.Name ??= "";
            port.Protocol = string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol;
        }
    }

    public override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance) => instance.Metadata.Generation = 1;

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
    }
}
