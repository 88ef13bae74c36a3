using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in an update of a Pod: nearly everything.</summary>
internal static class PodUpdate
{
    private const string Message =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was "
        + "previously negative)";

    public static void Validate(V1PodSpec updated, V1PodSpec stored, List<FieldError> errors)
    {
        if ((updated.Containers?.Count ?? 0) != (stored.Containers?.Count ?? 0))
        {
            errors.Add(FieldError.Forbidden("spec.containers", "pod updates may not add or remove containers"));
            return;
        }

        if ((updated.InitContainers?.Count ?? 0) != (stored.InitContainers?.Count ?? 0))
        {
            errors.Add(FieldError.Forbidden("spec.initContainers", "pod updates may not add or remove containers"));
            return;
        }

        var allowed = DeepCopy.Of(updated);
        TakeImages(allowed.Containers ?? [], stored.Containers ?? []);
        TakeImages(allowed.InitContainers ?? [], stored.InitContainers ?? []);
        CheckDeadline(updated, stored, errors);
        allowed.ActiveDeadlineSeconds = stored.ActiveDeadlineSeconds;
        CheckTolerations(updated, stored, errors);
        allowed.Tolerations = stored.Tolerations;
        if (stored.TerminationGracePeriodSeconds < 0 && updated.TerminationGracePeriodSeconds == 1)
        {
            allowed.TerminationGracePeriodSeconds = stored.TerminationGracePeriodSeconds;
        }

        var changes = ObjectDifference.Find(stored, allowed, "spec");
        if (changes.Count > 0)
        {
            errors.Add(FieldError.Forbidden("spec", $"{Message}\n{string.Join('\n', changes)}"));
        }
    }

    private static void TakeImages(IList<V1Container> containers, IList<V1Container> stored)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            containers[i].Image = stored[i].Image;
        }
    }

    private static void CheckDeadline(V1PodSpec updated, V1PodSpec stored, List<FieldError> errors)
    {
        if (stored.ActiveDeadlineSeconds is not null
            && (updated.ActiveDeadlineSeconds is null || updated.ActiveDeadlineSeconds > stored.ActiveDeadlineSeconds))
        {
            errors.Add(FieldError.Invalid(
                "spec.activeDeadlineSeconds", updated.ActiveDeadlineSeconds, "must be less than or equal to previous value"));
        }
    }

    private static void CheckTolerations(V1PodSpec updated, V1PodSpec stored, List<FieldError> errors)
    {
        var now = updated.Tolerations ?? [];
        if ((stored.Tolerations ?? []).Any(old => !now.Any(toleration => SemanticEquality.AreEqual(old, toleration))))
        {
            errors.Add(FieldError.Forbidden("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds"));
        }
    }
}
