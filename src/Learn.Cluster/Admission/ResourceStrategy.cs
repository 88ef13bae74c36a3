using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server does with objects of one kind before it stores them: defaults, preparation, validation,
/// allocation.</summary>
internal abstract class ResourceStrategy
{
    public static ResourceStrategy For(ResourceKind kind) => kind.Kind switch
    {
        "Service" => new ServiceStrategy(),
        "Pod" => new PodStrategy(),
        "EndpointSlice" => new EndpointSliceStrategy(),
        "Node" => new NodeStrategy(),
        "Namespace" => new NamespaceStrategy(),
        "Deployment" => new DeploymentStrategy(),
        "ReplicaSet" => new ReplicaSetStrategy(),
        "Event" => new EventStrategy(),
        _ => throw new ArgumentException($"There is no strategy for {kind}.", nameof(kind)),
    };

    /// <summary>Fills in what the API server fills in when it reads an object.</summary>
    public abstract void Default(IKubernetesObject<V1ObjectMeta> instance);

    /// <summary>Sets what the server alone decides when an object is created, such as its first status.</summary>
    public virtual void PrepareForCreate(IKubernetesObject<V1ObjectMeta> instance)
    {
    }

    /// <summary>Takes over from the stored object what an update of the specification cannot change, such as the status.</summary>
    public virtual void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
    }

    /// <summary>Takes over from the stored object what an update of the status cannot change: everything but metadata and status.</summary>
    public virtual void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored)
    {
    }

    /// <summary>How names of this kind must look.</summary>
    public virtual IReadOnlyList<string> CheckName(string name) => LabelRules.CheckDns1123Subdomain(name);

    /// <summary>What is wrong with a new object.</summary>
    public abstract void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors);

    /// <summary>What is wrong with a change, besides what is wrong with the object as such.</summary>
    public virtual void ValidateUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored, List<FieldError> errors)
    {
    }

    /// <summary>What is wrong with a new status.</summary>
    public virtual void ValidateStatus(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
    }

    /// <summary>Allocates addresses and ports for the object, and releases those that <paramref name="stored"/> no longer needs.</summary>
    public virtual void Allocate(
        Transaction transaction, IKubernetesObject<V1ObjectMeta> instance, IKubernetesObject<V1ObjectMeta>? stored, List<FieldError> errors)
    {
    }

    /// <summary>Gives back what <see cref="Allocate"/> took.</summary>
    public virtual void Release(Transaction transaction, IKubernetesObject<V1ObjectMeta> stored)
    {
    }
}
