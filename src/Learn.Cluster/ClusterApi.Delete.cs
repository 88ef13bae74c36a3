using k8s;
using k8s.Models;

namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    /// <summary>Deletes an object.</summary>
    /// <param name="ns">Its namespace; ignored for kinds without namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="gracePeriodSeconds">For Pods: seconds, instead of the Pod's own terminationGracePeriodSeconds; 0 removes it at
    /// once.</param>
    /// <exception cref="ClusterApiException">NotFound; Forbidden for the namespaces that Kubernetes itself needs.</exception>
    public DeleteResult Delete<T>(string ns, string name, long? gracePeriodSeconds = null) where T : class, IKubernetesObject<V1ObjectMeta> =>
        Delete(ResourceKind.For<T>(), ns, name, gracePeriodSeconds);

    /// <summary>Deletes an object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="ns">Its namespace; ignored for kinds without namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="gracePeriodSeconds">For Pods: seconds, instead of the Pod's own terminationGracePeriodSeconds; 0 removes it at
    /// once.</param>
    /// <exception cref="ClusterApiException">NotFound; Forbidden for the namespaces that Kubernetes itself needs.</exception>
    public DeleteResult Delete(ResourceKind kind, string ns, string name, long? gracePeriodSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Write(transaction =>
        {
            var deleted = new ObjectDeletion(transaction, gracePeriodSeconds).Delete(kind, Key(kind, ns, name));
            return new DeleteResult([deleted], []);
        });
    }

    /// <summary>Deletes all objects of a kind that have these labels.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">Their namespace; null for all namespaces.</param>
    /// <param name="selector">Their labels.</param>
    /// <param name="gracePeriodSeconds">For Pods: seconds, instead of their own terminationGracePeriodSeconds; 0 removes them at
    /// once.</param>
    public DeleteResult DeleteByLabel(ResourceKind kind, string? ns, LabelSelector selector, long? gracePeriodSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(selector);
        return Write(transaction =>
        {
            var deletion = new ObjectDeletion(transaction, gracePeriodSeconds);
            var names = transaction.List(kind).Where(stored => IsSelected(stored, kind, ns, selector)).Select(Transaction.NameOf).ToArray();
            return new DeleteResult([.. names.Select(name => deletion.Delete(kind, name))], []);
        });
    }

    /// <summary>Deletes what a manifest names. Only kind and name count; the rest must be readable, but need not be valid.</summary>
    /// <param name="yaml">The manifest.</param>
    /// <param name="applyOptions">The default namespace and the file name; default: none given.</param>
    /// <returns>What was deleted, and what was not there.</returns>
    /// <exception cref="ManifestException">The manifest cannot be read; nothing was deleted.</exception>
    public DeleteResult DeleteManifest(string yaml, ApplyOptions? applyOptions = null)
    {
        applyOptions ??= new ApplyOptions();
        var manifest = ManifestReader.Read(yaml, applyOptions.FileName, applyOptions.Reader);
        return Write(transaction =>
        {
            var deletion = new ObjectDeletion(transaction, null);
            var deleted = new List<DeletedObject>();
            var missing = new List<string>();
            foreach (var document in manifest.Documents.Where(document => document.Object is not null))
            {
                var kind = document.ResourceKind!;
                var name = Key(kind, document.Namespace ?? applyOptions.Namespace, document.Name!);
                if (transaction.Find(kind, name) is null)
                {
                    missing.Add(ClusterApiException.NotFound(kind, name.Name).Message);
                }
                else
                {
                    deleted.Add(deletion.Delete(kind, name));
                }
            }

            return new DeleteResult(deleted, missing);
        });
    }

    /// <summary>Removes a Pod for good, as its kubelet does when its containers have stopped. Nothing happens when it is gone
    /// already.</summary>
    /// <param name="name">The Pod.</param>
    /// <param name="uid">Only the Pod with this uid, not a later one of the same name; null for any.</param>
    /// <returns>Whether there was such a Pod.</returns>
    public bool RemovePod(NamespacedName name, string? uid = null) => Write(transaction =>
    {
        if (transaction.Find<V1Pod>(name) is not { } pod || (uid is not null && pod.Metadata.Uid != uid))
        {
            return false;
        }

        new ObjectDeletion(transaction, 0).Delete(ResourceKind.Pod, name);
        return true;
    });
}
