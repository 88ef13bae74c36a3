using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Which object is whose: owner references.</summary>
internal static class Ownership
{
    /// <summary>The reference to the one owner that controls an object; null when nobody does.</summary>
    public static V1OwnerReference? ControllerOf(IKubernetesObject<V1ObjectMeta> instance)
    {
        foreach (var owner in instance.Metadata.OwnerReferences ?? [])
        {
            if (owner.Controller == true)
            {
                return owner;
            }
        }

        return null;
    }

    /// <summary>A reference by which an object controls another.</summary>
    public static V1OwnerReference ReferenceTo(ResourceKind kind, V1ObjectMeta owner) => new()
    {
        ApiVersion = kind.ApiVersion,
        Kind = kind.Kind,
        Name = owner.Name,
        Uid = owner.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };

    /// <summary>The object that controls another, if it is of this kind and still the same.</summary>
    public static T? FindController<T>(Transaction transaction, IKubernetesObject<V1ObjectMeta> instance)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.For<T>();
        return ControllerOf(instance) is { } owner && owner.Kind == kind.Kind
            && transaction.Find(kind, new(instance.Metadata.NamespaceProperty, owner.Name)) is T found && found.Metadata.Uid == owner.Uid
            ? found
            : null;
    }

    /// <summary>Gives an object that nobody controls an owner.</summary>
    public static void Adopt(Transaction transaction, ResourceKind kind, IKubernetesObject<V1ObjectMeta> orphan, V1OwnerReference owner)
    {
        var adopted = DeepCopy.WithOwnMetadata(orphan);
        adopted.Metadata.OwnerReferences = [.. adopted.Metadata.OwnerReferences ?? [], owner];
        transaction.Put(kind, adopted);
    }

    /// <summary>Takes the reference to an owner away.</summary>
    public static void Release(Transaction transaction, ResourceKind kind, IKubernetesObject<V1ObjectMeta> owned, string uid)
    {
        var released = DeepCopy.WithOwnMetadata(owned);
        var rest = released.Metadata.OwnerReferences.Where(owner => owner.Uid != uid).ToList();
        released.Metadata.OwnerReferences = rest.Count > 0 ? rest : null;
        transaction.Put(kind, released);
    }
}
