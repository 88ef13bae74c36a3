using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>A change of an object that made a sync necessary.</summary>
/// <param name="Change">What happened to the object.</param>
/// <param name="Kind">Its kind: <c>Service</c>, <c>EndpointSlice</c> or <c>Node</c>.</param>
/// <param name="Name">Namespace and name; a Node has no namespace.</param>
/// <param name="Details">What of it changed, as the end of a sentence; empty where nothing more is known.</param>
public sealed record SyncCause(ClusterEventType Change, string Kind, NamespacedName Name, string Details = "")
{
    /// <summary>The cause that a change of the cluster is.</summary>
    public static SyncCause Of(ClusterEvent change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(change.Type, change.Kind.Kind, change.Name, ChangeDetails.Of(change.Previous, change.Object));
    }

    /// <summary>Both causes as one, if they are about the same object.</summary>
    /// <param name="later">What happened afterwards.</param>
    public SyncCause Then(SyncCause later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return (Change, later.Change) switch
        {
            (_, ClusterEventType.Deleted) => later,
            (ClusterEventType.Added, ClusterEventType.Modified) => this with { Details = Join(Details, later.Details) },
            (ClusterEventType.Deleted, _) => later,
            _ => later with { Details = Join(Details, later.Details) },
        };
    }

    /// <summary>In a sentence without its full stop: <c>EndpointSlice default/web-x7k2p changed: endpoint 10.244.0.7 added</c>.</summary>
    public override string ToString()
    {
        string verb = Change switch { ClusterEventType.Added => "added", ClusterEventType.Deleted => "deleted", _ => "changed" };
        return $"{Kind} {Name} {verb}{(Details.Length > 0 ? $": {Details}" : "")}";
    }

    private static string Join(string first, string second) => first.Length == 0 || first == second ? second : second.Length == 0 ? first : $"{first}; then {second}";
}
