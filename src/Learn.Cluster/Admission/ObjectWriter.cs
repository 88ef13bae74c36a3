using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Creates, updates and deletes objects within a transaction, with everything that the API server checks on the way.</summary>
internal static class ObjectWriter
{
    public static IKubernetesObject<V1ObjectMeta> Create(Transaction transaction, ResourceKind kind, IKubernetesObject<V1ObjectMeta> given)
    {
        var instance = DeepCopy.Of(given);
        var name = Transaction.NameOf(instance);
        CheckNamespace(transaction, kind, name);
        if (transaction.Find(kind, name) is not null)
        {
            throw ClusterApiException.AlreadyExists(kind, name.Name);
        }

        var metadata = instance.Metadata;
        metadata.Uid = transaction.NextUid();
        metadata.CreationTimestamp = transaction.Now;
        metadata.DeletionTimestamp = null;
        metadata.DeletionGracePeriodSeconds = null;
        metadata.ManagedFields = null;
        metadata.SelfLink = null;

        var strategy = ResourceStrategy.For(kind);
        strategy.Default(instance);
        strategy.PrepareForCreate(instance);
        var errors = new List<FieldError>();
        MetadataRules.Check(kind, metadata, strategy, errors);
        strategy.Validate(instance, errors);
        strategy.Allocate(transaction, instance, null, errors);
        ThrowIfAny(errors, kind, name);
        transaction.Put(kind, instance);
        return instance;
    }

    /// <summary>Replaces an object.</summary>
    /// <returns>The stored object: the same as before if nothing changed.</returns>
    public static IKubernetesObject<V1ObjectMeta> Update(
        Transaction transaction, ResourceKind kind, IKubernetesObject<V1ObjectMeta> given, bool isStatus)
    {
        var name = Transaction.NameOf(given);
        var stored = transaction.Find(kind, name) ?? throw ClusterApiException.NotFound(kind, name.Name);
        CheckVersion(kind, name, given.Metadata, stored.Metadata);

        var instance = DeepCopy.Of(given);
        KeepSystemMetadata(instance.Metadata, stored.Metadata);
        var strategy = ResourceStrategy.For(kind);
        var errors = new List<FieldError>();
        if (isStatus)
        {
            strategy.PrepareForStatusUpdate(instance, stored);
            strategy.Default(instance);
            MetadataRules.Check(kind, instance.Metadata, strategy, errors);
            strategy.ValidateStatus(instance, errors);
        }
        else
        {
            strategy.PrepareForUpdate(instance, stored);
            strategy.Default(instance);
            MetadataRules.Check(kind, instance.Metadata, strategy, errors);
            strategy.ValidateUpdate(instance, stored, errors);
            strategy.Validate(instance, errors);
            strategy.Allocate(transaction, instance, stored, errors);
        }

        ThrowIfAny(errors, kind, name);
        instance.Metadata.ResourceVersion = stored.Metadata.ResourceVersion;
        if (SemanticEquality.AreEqual(instance, stored))
        {
            return stored;
        }

        transaction.Put(kind, instance);
        return instance;
    }

    /// <summary>Refuses an object whose namespace does not exist or goes away.</summary>
    private static void CheckNamespace(Transaction transaction, ResourceKind kind, NamespacedName name)
    {
        if (!kind.IsNamespaced || name.Namespace.Length == 0)
        {
            return;
        }

        var space = transaction.Find<V1Namespace>(new("", name.Namespace))
            ?? throw ClusterApiException.NotFound(ResourceKind.Namespace, name.Namespace);
        if (space.Metadata.DeletionTimestamp is not null)
        {
            throw ClusterApiException.Forbidden(
                kind, name.Name, $"unable to create new content in namespace {name.Namespace} because it is being terminated");
        }
    }

    private static void CheckVersion(ResourceKind kind, NamespacedName name, V1ObjectMeta given, V1ObjectMeta stored)
    {
        if (!string.IsNullOrEmpty(given.Uid) && given.Uid != stored.Uid)
        {
            throw ClusterApiException.Conflict(
                kind, name.Name, $"Precondition failed: UID in precondition: {given.Uid}, UID in object meta: {stored.Uid}");
        }

        if (!string.IsNullOrEmpty(given.ResourceVersion) && given.ResourceVersion != stored.ResourceVersion)
        {
            throw ClusterApiException.Conflict(
                kind, name.Name, "the object has been modified; please apply your changes to the latest version and try again");
        }
    }

    private static void KeepSystemMetadata(V1ObjectMeta metadata, V1ObjectMeta stored)
    {
        metadata.Uid = stored.Uid;
        metadata.CreationTimestamp = stored.CreationTimestamp;
        metadata.DeletionTimestamp = stored.DeletionTimestamp;
        metadata.DeletionGracePeriodSeconds = stored.DeletionGracePeriodSeconds;
        metadata.GenerateName ??= stored.GenerateName;
        metadata.Generation = stored.Generation;
        metadata.SelfLink = null;
        metadata.ManagedFields = null;
    }

    private static void ThrowIfAny(List<FieldError> errors, ResourceKind kind, NamespacedName name)
    {
        if (errors.Count > 0)
        {
            throw ClusterApiException.Invalid(kind, name.Name, errors);
        }
    }
}
