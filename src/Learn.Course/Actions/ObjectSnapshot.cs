using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>Objects as they were before an action, and the way back to them.</summary>
internal sealed class ObjectSnapshot
{
    private readonly Lab lab;
    private readonly List<(ObjectName Name, IKubernetesObject<V1ObjectMeta>? Before)> objects;

    private ObjectSnapshot(Lab lab, IEnumerable<ObjectName> names)
    {
        this.lab = lab;
        objects = [.. names.Distinct().Select(name => (name, lab.Cluster.Get(name.Kind, name.Namespace, name.Name)))];
    }

    /// <summary>Takes note of the objects that a manifest names.</summary>
    public static ObjectSnapshot OfManifest(Lab lab, LabManifest manifest, string defaultNamespace)
        => new(lab, manifest.Objects.Documents.Where(document => document is { Object: not null, Name: not null })
            .Select(document => new ObjectName(
                document.ResourceKind!, document.ResourceKind!.IsNamespaced ? document.Namespace ?? defaultNamespace : "", document.Name!)));

    /// <summary>Takes note of an object, and with a namespace of all that is in it.</summary>
    public static ObjectSnapshot Of(Lab lab, ObjectName name)
        => new(lab, name.Kind == ResourceKind.Namespace ? [name, .. InNamespace(lab, name.Name)] : [name]);

    /// <summary>Makes the objects what they were: those that are new go, those that are gone come back, those that changed are as before.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, before) in objects)
        {
            var now = lab.Cluster.Get(name.Kind, name.Namespace, name.Name);
            if (before is not null && now?.Metadata.DeletionTimestamp is not null)
            {
                // It is on its way out, and cannot be kept: another one takes its place.
                await lab.DeleteAsync(name.Kind.Singular, name.Name, name.Namespace, gracePeriodSeconds: 0, cancellationToken);
                now = null;
            }

            if (before is null && now is not null)
            {
                await lab.DeleteAsync(name.Kind.Singular, name.Name, name.Namespace, gracePeriodSeconds: 0, cancellationToken);
            }
            else if (before is not null && now is null && !IsMadeByController(before))
            {
                lab.Cluster.Create(AsNew(before));
            }
            else if (before is not null && now is not null)
            {
                lab.Cluster.Update(AsNew(before));
            }
        }

        await lab.SettleAsync(cancellationToken);
    }

    private static IEnumerable<ObjectName> InNamespace(Lab lab, string name)
        => ResourceKind.All.Where(kind => kind.IsNamespaced && kind != ResourceKind.Event)
            .SelectMany(kind => lab.Cluster.List(kind, name).Where(one => !IsMadeByController(one)).Select(one => new ObjectName(kind, name, one.Metadata.Name)));

    // A controller has replaced it already, under another name.
    private static bool IsMadeByController(IKubernetesObject<V1ObjectMeta> one)
        => one.Metadata.OwnerReferences?.Any(owner => owner.Controller == true) == true || one is V1EndpointSlice or Corev1Event;

    // It is put where it was, but it is another object: what only the cluster gives must not stand in it.
    private static IKubernetesObject<V1ObjectMeta> AsNew(IKubernetesObject<V1ObjectMeta> before)
    {
        before.Metadata.Uid = null;
        before.Metadata.ResourceVersion = null;
        before.Metadata.CreationTimestamp = null;
        before.Metadata.DeletionTimestamp = null;
        return before;
    }
}
