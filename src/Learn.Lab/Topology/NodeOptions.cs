using System.Collections.Immutable;

namespace Learn;

/// <summary>A node that a lab is to have.</summary>
/// <param name="Name">The name of the Node object: lower-case letters, digits and hyphens.</param>
public sealed record NodeOptions(string Name)
{
    /// <summary>The zone it stands in (label <c>topology.kubernetes.io/zone</c>); null for none.</summary>
    public string? Zone { get; init; }

    /// <summary>More labels, for example for a <c>nodeSelector</c>.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
