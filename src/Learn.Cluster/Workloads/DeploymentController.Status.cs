using k8s.Models;

namespace Learn.Cluster;

internal sealed partial class DeploymentController
{
    private const string Progressing = "Progressing";
    private const string Available = "Available";
    private const string ReplicaFailure = "ReplicaFailure";
    private const string PausedReason = "DeploymentPaused";
    private const string TimedOutReason = "ProgressDeadlineExceeded";
    private const string DoneReason = "NewReplicaSetAvailable";

    private bool HasDeadline => deployment.Spec.ProgressDeadlineSeconds is not (null or int.MaxValue);

    /// <summary>Who the messages speak of.</summary>
    private string Subject => current is null ? $"Deployment \"{name.Name}\"" : $"ReplicaSet \"{current.Metadata.Name}\"";

    private static V1DeploymentCondition? FindCondition(V1DeploymentStatus? status, string type)
    {
        foreach (var condition in status?.Conditions ?? [])
        {
            if (condition.Type == type)
            {
                return condition;
            }
        }

        return null;
    }

    private V1DeploymentCondition NewCondition(string type, string status, string reason, string message) => new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = message,
        LastUpdateTime = transaction.Now,
        LastTransitionTime = transaction.Now,
    };

    /// <summary>Sets a condition, unless it says so already. The time of the transition is that of the last change of True and
    /// False.</summary>
    private static void SetCondition(V1DeploymentStatus status, V1DeploymentCondition condition, bool refreshes = false)
    {
        var before = FindCondition(status, condition.Type);
        if (before is not null && before.Status == condition.Status)
        {
            if (before.Reason == condition.Reason && !refreshes)
            {
                return;
            }

            condition.LastTransitionTime = before.LastTransitionTime;
        }

        RemoveCondition(status, condition.Type);
        status.Conditions.Add(condition);
    }

    private static void RemoveCondition(V1DeploymentStatus status, string type) =>
        status.Conditions = [.. (status.Conditions ?? []).Where(condition => condition.Type != type)];

    private void NotePause()
    {
        var condition = FindCondition(deployment.Status, Progressing);
        if (!HasDeadline || condition?.Reason == TimedOutReason)
        {
            return;
        }

        var wasPaused = condition?.Reason == PausedReason;
        if (IsPaused && !wasPaused)
        {
            SaveCondition(NewCondition(Progressing, "Unknown", PausedReason, "Deployment is paused"));
        }
        else if (!IsPaused && wasPaused)
        {
            SaveCondition(NewCondition(Progressing, "Unknown", "DeploymentResumed", "Deployment is resumed"));
        }
    }

    private void WriteStatus(bool judgesProgress)
    {
        var status = CountReplicas();
        if (judgesProgress)
        {
            JudgeProgress(status);
            CopyFailure(status);
        }

        Save(status);
        var deadline = judgesProgress ? NextCheck(status) : null;
        transaction.SetAppointment(ResourceKind.Deployment, name, deadline);
    }

    private V1DeploymentStatus CountReplicas()
    {
        var available = All.Sum(set => set.Status?.AvailableReplicas ?? 0);
        var status = new V1DeploymentStatus
        {
            ObservedGeneration = deployment.Metadata.Generation,
            Replicas = OrNothing(All.Sum(set => set.Status?.Replicas ?? 0)),
            UpdatedReplicas = OrNothing(current?.Status?.Replicas ?? 0),
            ReadyReplicas = OrNothing(All.Sum(set => set.Status?.ReadyReplicas ?? 0)),
            AvailableReplicas = OrNothing(available),
            UnavailableReplicas = OrNothing(Math.Max(0, All.Sum(SizeOf) - available)),
            CollisionCount = deployment.Status?.CollisionCount,
            Conditions = [.. deployment.Status?.Conditions ?? []],
        };
        SetCondition(status, available >= limits.MinAvailable
            ? NewCondition(Available, "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
            : NewCondition(Available, "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability."));
        return status;
    }

    private void JudgeProgress(V1DeploymentStatus status)
    {
        if (!HasDeadline)
        {
            RemoveCondition(status, Progressing);
            return;
        }

        var before = FindCondition(deployment.Status, Progressing);
        if (status.Replicas == status.UpdatedReplicas && before?.Reason == DoneReason)
        {
            return;
        }

        if (IsComplete(status))
        {
            SetCondition(status, NewCondition(Progressing, "True", DoneReason, $"{Subject} has successfully progressed."));
        }
        else if (HasProgressed(status))
        {
            SetCondition(status, NewCondition(Progressing, "True", "ReplicaSetUpdated", $"{Subject} is progressing."), refreshes: true);
        }
        else if (IsTimedOut(status))
        {
            SetCondition(status, NewCondition(Progressing, "False", TimedOutReason, $"{Subject} has timed out progressing."));
        }
    }

    private bool IsComplete(V1DeploymentStatus? status) =>
        (status?.UpdatedReplicas ?? 0) == limits.Replicas
        && (status?.Replicas ?? 0) == limits.Replicas
        && (status?.AvailableReplicas ?? 0) == limits.Replicas
        && status?.ObservedGeneration >= deployment.Metadata.Generation;

    private bool HasProgressed(V1DeploymentStatus status)
    {
        var before = deployment.Status;
        return (status.UpdatedReplicas ?? 0) > (before?.UpdatedReplicas ?? 0)
            || OldOnes(status) < OldOnes(before)
            || (status.ReadyReplicas ?? 0) > (before?.ReadyReplicas ?? 0)
            || (status.AvailableReplicas ?? 0) > (before?.AvailableReplicas ?? 0);
    }

    private static int OldOnes(V1DeploymentStatus? status) => (status?.Replicas ?? 0) - (status?.UpdatedReplicas ?? 0);

    private bool IsTimedOut(V1DeploymentStatus status) => FindCondition(status, Progressing) switch
    {
        null or { Reason: DoneReason } => false,
        { Reason: TimedOutReason } => true,
        var condition => Deadline(condition) <= transaction.Instant,
    };

    private DateTime? Deadline(V1DeploymentCondition condition) =>
        condition.LastUpdateTime?.ToUniversalTime().AddSeconds(deployment.Spec.ProgressDeadlineSeconds ?? 0);

    /// <summary>When the rollout will have failed, if nothing happens until then.</summary>
    private DateTime? NextCheck(V1DeploymentStatus status) =>
        HasDeadline && !IsComplete(status) && FindCondition(status, Progressing) is { Reason: not (TimedOutReason or DoneReason) } condition
            ? Deadline(condition)
            : null;

    /// <summary>A ReplicaSet that cannot make Pods makes the Deployment fail in the same words; the new one's word counts first.</summary>
    private void CopyFailure(V1DeploymentStatus status)
    {
        RemoveCondition(status, ReplicaFailure);
        var failure = All.Reverse().SelectMany(set => set.Status?.Conditions ?? []).FirstOrDefault(condition => condition.Type == ReplicaFailure);
        if (failure is not null)
        {
            status.Conditions.Add(new V1DeploymentCondition
            {
                Type = ReplicaFailure,
                Status = failure.Status,
                Reason = failure.Reason,
                Message = failure.Message,
                LastUpdateTime = failure.LastTransitionTime,
                LastTransitionTime = failure.LastTransitionTime,
            });
        }
    }

    /// <summary>The API leaves counts of zero out.</summary>
    private static int? OrNothing(int count) => count == 0 ? null : count;

    private void SaveCondition(V1DeploymentCondition condition)
    {
        var status = DeepCopy.Of(deployment.Status ?? new V1DeploymentStatus());
        status.Conditions ??= [];
        SetCondition(status, condition);
        Save(status);
    }

    private void SetRevision(long revision)
    {
        if (RevisionAnnotations.RevisionOf(deployment) != revision)
        {
            var updated = (V1Deployment)DeepCopy.WithOwnMetadata(deployment);
            updated.Metadata.Annotations ??= new Dictionary<string, string>(StringComparer.Ordinal);
            updated.Metadata.Annotations[RevisionAnnotations.Revision] = RevisionAnnotations.Text(revision);
            Put(updated);
        }
    }

    private void Save(V1DeploymentStatus status)
    {
        if (!SemanticEquality.AreEqual(status, deployment.Status))
        {
            var updated = (V1Deployment)DeepCopy.WithOwnMetadata(deployment);
            updated.Status = status;
            Put(updated);
        }
    }

    private void Put(V1Deployment updated)
    {
        transaction.Put(ResourceKind.Deployment, updated);
        deployment = updated;
    }
}
