using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Lets the controllers of ReplicaSets, Deployments and Nodes and the garbage collector follow what a transaction changed, and
/// what they change themselves, until nobody finds anything to do.</summary>
internal sealed class WorkloadControllers(Transaction transaction)
{
    /// <summary>More looks at one object than any rollout needs within one write; past it the controllers contradict each other.</summary>
    private const int MostLooks = 1000;

    private readonly SortedSet<NamespacedName> replicaSets = [];
    private readonly SortedSet<NamespacedName> deployments = [];
    private readonly Dictionary<(ResourceKind Kind, NamespacedName Name), int> looks = [];
    private int seen;

    public void Run()
    {
        foreach (var due in transaction.Revisit)
        {
            (due.Kind == ResourceKind.Deployment.Kind ? deployments : replicaSets).Add(due.Name);
        }

        do
        {
            while (seen < transaction.Events.Count)
            {
                Note(transaction.Events[seen++]);
            }
        }
        while (Advance());
    }

    /// <summary>One step. ReplicaSets come first: a Deployment decides by their status, which must be that of their Pods as they are
    /// now.</summary>
    private bool Advance()
    {
        if (TryTake(replicaSets, out var set))
        {
            CountLook(ResourceKind.ReplicaSet, set);
            new ReplicaSetController(transaction, set).Sync();
            return true;
        }

        if (TryTake(deployments, out var deployment))
        {
            CountLook(ResourceKind.Deployment, deployment);
            if (transaction.Find<V1Deployment>(deployment) is { } found)
            {
                new DeploymentController(transaction, found).Sync();
            }

            return true;
        }

        return false;
    }

    private void CountLook(ResourceKind kind, NamespacedName name)
    {
        var count = looks.GetValueOrDefault((kind, name)) + 1;
        looks[(kind, name)] = count;
        if (count > MostLooks)
        {
            throw new InvalidOperationException($"The controller of {kind.DisplayName}/{name.Name} does not come to rest; last: {transaction.Events[^1]}.");
        }
    }

    private static bool TryTake(SortedSet<NamespacedName> names, out NamespacedName name)
    {
        name = names.Min;
        return names.Count > 0 && names.Remove(name);
    }

    private void Note(ClusterEvent change)
    {
        switch (change.Object)
        {
            case V1Pod pod:
                NotePod((V1Pod?)change.Previous);
                NotePod(pod);
                if (change.Type == ClusterEventType.Deleted || pod.Status?.Phase is "Succeeded" or "Failed")
                {
                    NoteDeploymentOf(pod);
                }

                break;
            case V1ReplicaSet set:
                replicaSets.Add(change.Name);
                NoteOwner((V1ReplicaSet?)change.Previous);
                NoteOwner(set);
                break;
            case V1Node when change.Type != ClusterEventType.Deleted && transaction.Find<V1Node>(change.Name) is { } present:
                NodeTaints.Sync(transaction, present);
                break;
            case V1Deployment:
                deployments.Add(change.Name);
                break;
        }

        if (change.Type == ClusterEventType.Deleted)
        {
            CollectGarbage(change.Object.Metadata.Uid);
        }
    }

    private void NotePod(V1Pod? pod)
    {
        if (pod is null)
        {
            return;
        }

        if (Ownership.ControllerOf(pod) is { } owner)
        {
            if (owner.Kind == ResourceKind.ReplicaSet.Kind)
            {
                replicaSets.Add(new(pod.Metadata.NamespaceProperty, owner.Name));
            }

            return;
        }

        foreach (var key in IndexKey.Selecting(ResourceKind.ReplicaSet, pod.Metadata.NamespaceProperty, pod.Metadata.Labels))
        {
            replicaSets.UnionWith(transaction.Lookup(key));
        }
    }

    /// <summary>Recreate waits for the last old Pod, which its ReplicaSet no longer counts once it is being deleted.</summary>
    private void NoteDeploymentOf(V1Pod pod)
    {
        if (Ownership.FindController<V1ReplicaSet>(transaction, pod) is { } set)
        {
            NoteOwner(set);
        }
    }

    private void NoteOwner(V1ReplicaSet? set)
    {
        if (set is null)
        {
            return;
        }

        if (Ownership.ControllerOf(set) is { } owner)
        {
            if (owner.Kind == ResourceKind.Deployment.Kind)
            {
                deployments.Add(new(set.Metadata.NamespaceProperty, owner.Name));
            }

            return;
        }

        foreach (var key in IndexKey.Selecting(ResourceKind.Deployment, set.Metadata.NamespaceProperty, set.Metadata.Labels))
        {
            deployments.UnionWith(transaction.Lookup(key));
        }
    }

    /// <summary>What has lost its last owner goes too; that is how kubectl deletes unless told otherwise (background cascade).</summary>
    private void CollectGarbage(string uid)
    {
        foreach (var kind in new[] { ResourceKind.ReplicaSet, ResourceKind.Pod })
        {
            foreach (var name in transaction.Lookup(IndexKey.Owned(kind, uid)))
            {
                var owned = transaction.Find(kind, name)!;
                if (owned.Metadata.OwnerReferences.All(owner => owner.Uid == uid || !Exists(owner, name.Namespace)))
                {
                    new ObjectDeletion(transaction, null).Delete(kind, name);
                }
                else
                {
                    Ownership.Release(transaction, kind, owned, uid);
                }
            }
        }
    }

    private bool Exists(V1OwnerReference owner, string ns) =>
        ResourceKind.Find(owner.ApiVersion, owner.Kind) is { } kind
        && transaction.Find(kind, new(kind.IsNamespaced ? ns : "", owner.Name)) is IKubernetesObject<V1ObjectMeta> found
        && found.Metadata.Uid == owner.Uid;
}
