using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <content>Scaling and rolling out Deployments, emptying nodes, and what happened.</content>
public sealed partial class Lab
{
    /// <summary>Asks for so many pods of a Deployment or ReplicaSet, and returns when they are there and their endpoints are in the rules.</summary>
    /// <param name="kind">As kubectl takes it: <c>deployment</c>, <c>rs</c>.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="replicas">0 or more.</param>
    /// <param name="objectNamespace">Its namespace.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What kubectl prints.</returns>
    /// <exception cref="ClusterApiException">There is no such object.</exception>
    public Task<string> ScaleAsync(string kind, string name, int replicas, string objectNamespace = DefaultNamespace, CancellationToken cancellationToken = default)
        => DoAsync(() => cluster.Scale(KindOf(kind), objectNamespace, name, replicas), cancellationToken);

    /// <summary>Replaces the pods of a Deployment one after another, as <c>kubectl rollout restart</c> does, and returns when that is done.</summary>
    /// <exception cref="ClusterApiException">There is no such Deployment.</exception>
    public Task<string> RolloutRestartAsync(string deployment, string objectNamespace = DefaultNamespace, CancellationToken cancellationToken = default)
        => DoAsync(() => cluster.RolloutRestart(objectNamespace, deployment), cancellationToken);

    /// <summary>Goes back to an earlier revision of a Deployment, as <c>kubectl rollout undo</c> does.</summary>
    /// <param name="deployment">Its name.</param>
    /// <param name="toRevision">The revision; 0 for the one before.</param>
    /// <param name="objectNamespace">Its namespace.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ClusterApiException">There is no such Deployment or revision.</exception>
    public Task<string> RolloutUndoAsync(string deployment, long toRevision = 0, string objectNamespace = DefaultNamespace, CancellationToken cancellationToken = default)
        => DoAsync(() => cluster.RolloutUndo(objectNamespace, deployment, toRevision), cancellationToken);

    /// <summary>How far the rollout of a Deployment is, in kubectl's words.</summary>
    /// <exception cref="ClusterApiException">There is no such Deployment.</exception>
    public RolloutState RolloutStatus(string deployment, string objectNamespace = DefaultNamespace) => cluster.RolloutStatus(objectNamespace, deployment);

    /// <summary>
    /// Empties a node, as <c>kubectl drain</c> does: no new pod comes, and those that are there are evicted with their grace period; controllers
    /// replace them elsewhere. Returns when they are gone.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="options">What may be done to pods that nobody replaces; null refuses them, as kubectl does without <c>--force</c>.</param>
    /// <param name="cancellationToken">Gives up waiting; the node stays cordoned.</param>
    /// <returns>What kubectl prints.</returns>
    /// <exception cref="LabException">A pod would be lost; the message is kubectl's. The node is cordoned, nothing was evicted.</exception>
    /// <exception cref="ClusterApiException">There is no such node.</exception>
    public async Task<string> DrainAsync(string node, DrainOptions? options = null, CancellationToken cancellationToken = default)
    {
        string cordoned = cluster.Cordon(control.Nodes.Get(node).Name);
        var plan = cluster.PlanDrain(node, options);
        if (!plan.IsAllowed)
        {
            throw new LabException(plan.ToString());
        }

        var evicted = cluster.EvictPods(plan.Evict);
        await SettleAsync(cancellationToken);
        return string.Join('\n', new[] { cordoned }.Concat(evicted.Objects.Select(pod => $"pod/{pod.Name.Name} evicted")).Append($"node/{node} drained"));
    }

    /// <summary>What happened to the objects of a namespace (null: of all), the oldest first; <see cref="EventTable"/> prints it as kubectl does.</summary>
    public IReadOnlyList<Corev1Event> Events(string? objectNamespace = null)
        => [.. cluster.List<Corev1Event>(objectNamespace).OrderBy(happened => happened.LastTimestamp)];

    private async Task<string> DoAsync(Func<string> change, CancellationToken cancellationToken)
    {
        string words = change();
        await SettleAsync(cancellationToken);
        return words;
    }
}
