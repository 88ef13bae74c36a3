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

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
        var (now, before) = ((V1EndpointSlice)updated, (V1EndpointSlice)stored);
        Default(now);
        var same = SemanticEquality.AreEqual(now, new V1EndpointSlice
        {
            ApiVersion = now.ApiVersion,
            Kind = now.Kind,
            Metadata = now.Metadata,
            AddressType = before.AddressType,
            Endpoints = before.Endpoints,
            Ports = before.Ports,
        });
        now.Metadata.Generation = (before.Metadata.Generation ?? 1) + (same ? 0 : 1);
    }

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors) =>
        new EndpointSliceValidation((V1EndpointSlice)instance, errors).Run();

    public override void ValidateUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored, List<FieldError> errors)
    {
        var (now, before) = (((V1EndpointSlice)updated).AddressType, ((V1EndpointSlice)stored).AddressType);
        if (now != before)
        {
            errors.Add(FieldError.Invalid("addressType", now, "field is immutable"));
        }
    }
}
