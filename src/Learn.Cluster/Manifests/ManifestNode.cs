namespace Learn.Cluster;

/// <summary>A piece of a manifest as it was written, with its place: a scalar, a list or a map. Aliases and merge keys are already
/// resolved.</summary>
public abstract class ManifestNode(ManifestPosition position)
{
    /// <summary>Where it begins.</summary>
    public ManifestPosition Position { get; } = position;

    /// <summary>What it is, in words for messages: <c>a map</c>, <c>the text "eighty"</c>.</summary>
    public abstract string Describe();
}
