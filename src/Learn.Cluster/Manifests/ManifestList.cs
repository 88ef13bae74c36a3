namespace Learn.Cluster;

/// <summary>A list of a manifest.</summary>
public sealed class ManifestList : ManifestNode
{
    internal ManifestList(IReadOnlyList<ManifestNode> items, ManifestPosition position) : base(position) => Items = items;

    /// <summary>The elements, in the order written.</summary>
    public IReadOnlyList<ManifestNode> Items { get; }

    /// <inheritdoc/>
    public override string Describe() => "a list";
}
