using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Deletes objects within a transaction: gives back what they hold, lets Pods terminate, empties namespaces.</summary>
internal sealed class ObjectDeletion(Transaction transaction, long? gracePeriodSeconds)
{
    private static readonly string[] ProtectedNamespaces = ["default", "kube-public", "kube-system"];

    public DeletedObject Delete(ResourceKind kind, NamespacedName name)
    {
        var stored = transaction.Find(kind, name) ?? throw ClusterApiException.NotFound(kind, name.Name);
        var isGone = stored switch
        {
            V1Pod pod => DeletePod(pod, name),
            V1Namespace space => DeleteNamespace(space, name),
            _ => Remove(kind, name, stored),
        };
        return new DeletedObject(kind, name, !isGone);
    }

    private bool Remove(ResourceKind kind, NamespacedName name, IKubernetesObject<V1ObjectMeta> stored)
    {
        ResourceStrategy.For(kind).Release(transaction, stored);
        transaction.Remove(kind, name);
        if (kind.IsNamespaced)
        {
            RemoveIfEmpty(name.Namespace);
        }

        return true;
    }

    /// <summary>A Pod without a node, or one that has ended, has no kubelet that would have to stop it.</summary>
    private bool DeletePod(V1Pod pod, NamespacedName name)
    {
        var grace = Math.Max(0, gracePeriodSeconds ?? pod.Spec.TerminationGracePeriodSeconds ?? 30);
        var runs = !string.IsNullOrEmpty(pod.Spec.NodeName) && pod.Status?.Phase is not ("Succeeded" or "Failed");
        if (!transaction.Options.GracefulPodDeletion || !runs || grace == 0)
        {
            return Remove(ResourceKind.Pod, name, pod);
        }

        if (pod.Metadata.DeletionTimestamp is not null && pod.Metadata.DeletionGracePeriodSeconds <= grace)
        {
            return false;
        }

        var terminating = DeepCopy.WithOwnMetadata(pod);
        terminating.Metadata.DeletionTimestamp = transaction.Now.AddSeconds(grace);
        terminating.Metadata.DeletionGracePeriodSeconds = grace;
        transaction.Put(ResourceKind.Pod, terminating);
        return false;
    }

    private bool DeleteNamespace(V1Namespace space, NamespacedName name)
    {
        if (ProtectedNamespaces.Contains(name.Name))
        {
            throw ClusterApiException.Forbidden(ResourceKind.Namespace, name.Name, "this namespace may not be deleted");
        }

        if (space.Metadata.DeletionTimestamp is null)
        {
            var terminating = DeepCopy.Of(space);
            terminating.Metadata.DeletionTimestamp = transaction.Now;
            terminating.Status = new V1NamespaceStatus { Phase = "Terminating", Conditions = terminating.Status?.Conditions };
            transaction.Put(ResourceKind.Namespace, terminating);
        }

        foreach (var kind in ResourceKind.All.Where(kind => kind.IsNamespaced))
        {
            foreach (var inside in transaction.List(kind).Select(Transaction.NameOf).Where(inside => inside.Namespace == name.Name).ToArray())
            {
                Delete(kind, inside);
            }
        }

        RemoveIfEmpty(name.Name);
        return transaction.Find(ResourceKind.Namespace, name) is null;
    }

    /// <summary>Ends a terminating namespace as soon as nothing is in it.</summary>
    private void RemoveIfEmpty(string space)
    {
        var name = new NamespacedName("", space);
        if (transaction.Find<V1Namespace>(name)?.Metadata.DeletionTimestamp is null
            || ResourceKind.All.Any(kind => kind.IsNamespaced
                && transaction.List(kind).Any(stored => stored.Metadata.NamespaceProperty == space)))
        {
            return;
        }

        transaction.Remove(ResourceKind.Namespace, name);
    }
}
