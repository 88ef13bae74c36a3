using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";
    private const string ChangeCause = "kubernetes.io/change-cause";

    /// <summary>Sets the number of replicas, as <c>kubectl scale</c> does.</summary>
    /// <param name="kind">Deployment or ReplicaSet.</param>
    /// <param name="ns">The namespace; empty for <c>default</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="replicas">How many Pods there shall be, 0 or more.</param>
    /// <returns>What kubectl prints: <c>deployment.apps/web scaled</c>.</returns>
    /// <exception cref="ArgumentException">The kind cannot be scaled.</exception>
    /// <exception cref="ClusterApiException">NotFound, Invalid.</exception>
    public string Scale(ResourceKind kind, string ns, string name, int replicas)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind == ResourceKind.Deployment)
        {
            Update<V1Deployment>(ns, name, deployment => deployment.Spec.Replicas = replicas);
        }
        else if (kind == ResourceKind.ReplicaSet)
        {
            Update<V1ReplicaSet>(ns, name, set => set.Spec.Replicas = replicas);
        }
        else
        {
            throw new ArgumentException($"{kind.Kind}s have no number of replicas; Deployments and ReplicaSets have.", nameof(kind));
        }

        return $"{kind.DisplayName}/{name} scaled";
    }

    /// <summary>Replaces all Pods of a Deployment by new ones, as <c>kubectl rollout restart</c> does.</summary>
    /// <param name="ns">The namespace; empty for <c>default</c>.</param>
    /// <param name="name">The Deployment.</param>
    /// <returns>What kubectl prints: <c>deployment.apps/web restarted</c>.</returns>
    /// <exception cref="ClusterApiException">NotFound; BadRequest when it is paused, or was restarted within the same second.</exception>
    public string RolloutRestart(string ns, string name) => ChangeDeployment(ns, name, (_, deployment) =>
    {
        if (deployment.Spec.Paused == true)
        {
            throw ClusterApiException.BadRequest(
                $"{ResourceKind.Deployment.ResourceName} \"{name}\" can't restart paused deployment (run rollout resume first)");
        }

        var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        deployment.Spec.Template.Metadata ??= new V1ObjectMeta();
        deployment.Spec.Template.Metadata.Annotations ??= new Dictionary<string, string>(StringComparer.Ordinal);
        if (deployment.Spec.Template.Metadata.Annotations.TryGetValue(RestartedAt, out var last) && last == now)
        {
            throw ClusterApiException.BadRequest(
                "if restart has already been triggered within the past second, please wait before attempting to trigger another");
        }

        deployment.Spec.Template.Metadata.Annotations[RestartedAt] = now;
        return "restarted";
    });

    /// <summary>Goes back to an earlier template of a Deployment, as <c>kubectl rollout undo</c> does.</summary>
    /// <param name="ns">The namespace; empty for <c>default</c>.</param>
    /// <param name="name">The Deployment.</param>
    /// <param name="toRevision">The revision; 0 for the one before the current one.</param>
    /// <returns>What kubectl prints: <c>deployment.apps/web rolled back</c>.</returns>
    /// <exception cref="ClusterApiException">NotFound, also of the revision; BadRequest when it is paused.</exception>
    public string RolloutUndo(string ns, string name, long toRevision = 0) => ChangeDeployment(ns, name, (transaction, deployment) =>
    {
        if (deployment.Spec.Paused == true)
        {
            throw ClusterApiException.BadRequest(
                $"you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume deployment/{name}' and try again");
        }

        var sets = OwnedReplicaSets(transaction, deployment);
        var target = toRevision > 0
            ? sets.FirstOrDefault(set => RevisionAnnotations.RevisionOf(set) == toRevision)
                ?? throw ClusterApiException.BadRequest($"unable to find specified revision {toRevision} in history")
            : sets.Skip(1).FirstOrDefault() ?? throw ClusterApiException.BadRequest($"no rollout history found for deployment \"{name}\"");
        if (PodTemplates.AreEqual(target.Spec.Template, deployment.Spec.Template))
        {
            return $"skipped rollback (current template already matches revision {toRevision})";
        }

        deployment.Spec.Template = DeepCopy.Of(PodTemplates.WithHash(target.Spec.Template, null));
        var kept = (deployment.Metadata.Annotations ?? new Dictionary<string, string>()).Where(entry => !RevisionAnnotations.IsCopied(entry.Key));
        var taken = (target.Metadata.Annotations ?? new Dictionary<string, string>()).Where(entry => RevisionAnnotations.IsCopied(entry.Key));
        deployment.Metadata.Annotations = new Dictionary<string, string>(kept.Concat(taken), StringComparer.Ordinal);
        return "rolled back";
    });

    /// <summary>Pauses the rollouts of a Deployment, as <c>kubectl rollout pause</c> does.</summary>
    /// <param name="ns">The namespace; empty for <c>default</c>.</param>
    /// <param name="name">The Deployment.</param>
    /// <returns>What kubectl prints: <c>deployment.apps/web paused</c>.</returns>
    /// <exception cref="ClusterApiException">NotFound; BadRequest when it is paused already.</exception>
    public string RolloutPause(string ns, string name) => ChangeDeployment(ns, name, (_, deployment) =>
    {
        if (deployment.Spec.Paused == true)
        {
            throw ClusterApiException.BadRequest($"{ResourceKind.Deployment.ResourceName} \"{name}\" is already paused");
        }

        deployment.Spec.Paused = true;
        return "paused";
    });

    /// <summary>Lets a paused Deployment go on, as <c>kubectl rollout resume</c> does.</summary>
    /// <param name="ns">The namespace; empty for <c>default</c>.</param>
    /// <param name="name">The Deployment.</param>
    /// <returns>What kubectl prints: <c>deployment.apps/web resumed</c>.</returns>
    /// <exception cref="ClusterApiException">NotFound; BadRequest when it is not paused.</exception>
    public string RolloutResume(string ns, string name) => ChangeDeployment(ns, name, (_, deployment) =>
    {
        if (deployment.Spec.Paused != true)
        {
            throw ClusterApiException.BadRequest($"{ResourceKind.Deployment.ResourceName} \"{name}\" is not paused");
        }

        deployment.Spec.Paused = null;
        return "resumed";
    });

    /// <summary>The revisions of a Deployment that one can go back to, oldest first.</summary>
    /// <param name="ns">The namespace; empty for <c>default</c>.</param>
    /// <param name="name">The Deployment.</param>
    /// <exception cref="ClusterApiException">NotFound.</exception>
    public IReadOnlyList<RolloutRevision> RolloutHistory(string ns, string name)
    {
        var uid = (Get<V1Deployment>(ns, name) ?? throw ClusterApiException.NotFound(ResourceKind.Deployment, name)).Metadata.Uid;
        return
        [
            .. List<V1ReplicaSet>(string.IsNullOrEmpty(ns) ? "default" : ns)
                .Where(set => Ownership.ControllerOf(set)?.Uid == uid)
                .Select(set => new RolloutRevision(
                    RevisionAnnotations.RevisionOf(set),
                    set.Metadata.Name,
                    set.Metadata.Annotations is { } annotations && annotations.TryGetValue(ChangeCause, out var cause) ? cause : null,
                    [.. set.Spec.Template.Spec.Containers.Select(container => container.Image)]))
                .OrderBy(revision => revision.Number),
        ];
    }

    /// <summary>How far the rollout of a Deployment is, in the words of <c>kubectl rollout status</c>.</summary>
    /// <param name="ns">The namespace; empty for <c>default</c>.</param>
    /// <param name="name">The Deployment.</param>
    /// <exception cref="ClusterApiException">NotFound.</exception>
    public RolloutState RolloutStatus(string ns, string name)
    {
        var deployment = Get<V1Deployment>(ns, name) ?? throw ClusterApiException.NotFound(ResourceKind.Deployment, name);
        var status = deployment.Status ?? new V1DeploymentStatus();
        var (wanted, updated) = (deployment.Spec.Replicas ?? 1, status.UpdatedReplicas ?? 0);
        var (all, available) = (status.Replicas ?? 0, status.AvailableReplicas ?? 0);
        if (deployment.Metadata.Generation > (status.ObservedGeneration ?? 0))
        {
            return new("Waiting for deployment spec update to be observed...", false, false);
        }

        if ((status.Conditions ?? []).Any(condition => condition is { Type: "Progressing", Reason: "ProgressDeadlineExceeded" }))
        {
            return new($"deployment \"{name}\" exceeded its progress deadline", false, true);
        }

        var waiting = $"Waiting for deployment \"{name}\" rollout to finish: ";
        return (wanted > updated, all > updated, updated > available) switch
        {
            (true, _, _) => new($"{waiting}{updated} out of {wanted} new replicas have been updated...", false, false),
            (_, true, _) => new($"{waiting}{all - updated} old replicas are pending termination...", false, false),
            (_, _, true) => new($"{waiting}{available} of {updated} updated replicas are available...", false, false),
            _ => new($"deployment \"{name}\" successfully rolled out", true, false),
        };
    }

    /// <summary>The ReplicaSets of a Deployment, the latest revision first.</summary>
    private static V1ReplicaSet[] OwnedReplicaSets(Transaction transaction, V1Deployment deployment) =>
    [
        .. transaction.Lookup(IndexKey.Owned(ResourceKind.ReplicaSet, deployment.Metadata.Uid))
            .Select(set => transaction.Find<V1ReplicaSet>(set)!)
            .OrderByDescending(RevisionAnnotations.RevisionOf),
    ];

    private string ChangeDeployment(string ns, string name, Func<Transaction, V1Deployment, string> change)
    {
        var done = Write(transaction =>
        {
            var stored = transaction.Find<V1Deployment>(Key(ResourceKind.Deployment, ns, name))
                ?? throw ClusterApiException.NotFound(ResourceKind.Deployment, name);
            var copy = DeepCopy.Of(stored);
            var outcome = change(transaction, copy);
            ObjectWriter.Update(transaction, ResourceKind.Deployment, copy, isStatus: false);
            return outcome;
        });
        return $"{ResourceKind.Deployment.DisplayName}/{name} {done}";
    }
}
