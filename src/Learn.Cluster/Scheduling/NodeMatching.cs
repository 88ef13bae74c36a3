using k8s.Models;

namespace Learn.Cluster;

/// <summary>Node selectors and required node affinity. (Source: Kubernetes documentation, Assigning Pods to Nodes.)</summary>
internal static class NodeMatching
{
    /// <summary>Whether a node has what a Pod requires of it.</summary>
    public static bool Matches(V1PodSpec pod, V1Node node)
    {
        var labels = node.Metadata.Labels ?? new Dictionary<string, string>();
        foreach (var (label, value) in pod.NodeSelector ?? new Dictionary<string, string>())
        {
            if (!labels.TryGetValue(label, out var present) || present != value)
            {
                return false;
            }
        }

        return pod.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is not { } required
            || (required.NodeSelectorTerms ?? []).Any(term => Matches(term, labels, node.Metadata.Name));
    }

    /// <summary>All requirements of a term must hold; a term without any matches nothing.</summary>
    private static bool Matches(V1NodeSelectorTerm term, IDictionary<string, string> labels, string nodeName)
    {
        var expressions = term.MatchExpressions ?? [];
        var fields = term.MatchFields ?? [];
        return expressions.Count + fields.Count > 0
            && expressions.All(requirement => Matches(requirement, labels.TryGetValue(requirement.Key, out var value) ? value : null))
            && fields.All(requirement => Matches(requirement, requirement.Key == "metadata.name" ? nodeName : null));
    }

    private static bool Matches(V1NodeSelectorRequirement requirement, string? value)
    {
        var values = requirement.Values ?? [];
        return requirement.OperatorProperty switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            "Gt" => Compare(value, values) > 0,
            "Lt" => Compare(value, values) < 0,
            _ => false,
        };
    }

    /// <summary>Compares as numbers; null when either is none.</summary>
    private static int? Compare(string? value, IList<string> values) =>
        values is [var bound] && ScalarBinding.ToInteger(value) is { } number && ScalarBinding.ToInteger(bound) is { } limit
            ? number.CompareTo(limit)
            : null;
}
