using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Kinds as commands name them.</summary>
internal static class KindWords
{
    /// <summary>What stands for several kinds.</summary>
    public const string Everything = "all";

    // In kubectl's order, as far as this cluster stores it.
    private static readonly ResourceKind[] KindsOfAll = [ResourceKind.Pod, ResourceKind.Service, ResourceKind.Deployment, ResourceKind.ReplicaSet];

    /// <summary>The kinds of <c>pods,svc</c> or <c>all</c>.</summary>
    /// <exception cref="CellException">There is no such kind.</exception>
    public static IReadOnlyList<ResourceKind> Read(string words) =>
    [
        .. words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(word => word == Everything ? KindsOfAll : [Of(word)])
            .Distinct(),
    ];

    /// <summary>Whether <c>all</c> stands for this kind, too.</summary>
    public static bool IsInAll(ResourceKind kind) => KindsOfAll.Contains(kind);

    /// <summary>Whether the words may name more than one kind.</summary>
    public static bool MayBeSeveral(string words) => words == Everything || words.Contains(',', StringComparison.Ordinal);

    /// <summary>One kind.</summary>
    /// <exception cref="CellException">There is no such kind.</exception>
    public static ResourceKind Of(string word)
    {
        if (Find(word) is { } kind)
        {
            return kind;
        }

        if (word is "endpoints" or "endpoint" or "ep")
        {
            throw KubectlErrors.Mistake($"the server doesn't have a resource type \"{word}\"\nThe lab's cluster keeps EndpointSlices, which took their place: "
                + "kubectl get endpointslices, with -l kubernetes.io/service-name=SERVICE for those of one Service.");
        }

        var nearest = Suggestion.Nearest(word, ResourceKind.All.SelectMany(one => (IEnumerable<string>)[one.Plural, one.Singular]));
        throw KubectlErrors.Mistake(
            $"the server doesn't have a resource type \"{word}\"\n"
            + (nearest is null ? "" : $"Did you mean {nearest}? ")
            + $"The lab's cluster has: {string.Join(", ", ResourceKind.All.Select(one => one.Plural).Order(StringComparer.Ordinal))}.");
    }

    /// <summary>One kind, or null. A version may stand between resource and group: <c>deployments.v1.apps</c>.</summary>
    public static ResourceKind? Find(string word) =>
        ResourceKind.FindByName(word) ?? ResourceKind.All.FirstOrDefault(kind =>
            string.Equals(word, $"{kind.Plural}.{kind.Version}.{kind.Group}".TrimEnd('.'), StringComparison.OrdinalIgnoreCase)
            || (kind == ResourceKind.Event && word is "events.events.k8s.io" or "event.events.k8s.io"));
}
