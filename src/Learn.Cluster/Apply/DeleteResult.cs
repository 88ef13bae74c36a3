namespace Learn.Cluster;

/// <summary>What a delete did, in order.</summary>
/// <param name="Objects">The objects that were deleted or are terminating.</param>
/// <param name="NotFound">What the manifest named, but was not there; empty unless a manifest was deleted.</param>
public sealed record DeleteResult(IReadOnlyList<DeletedObject> Objects, IReadOnlyList<string> NotFound)
{
    /// <summary>As kubectl prints it, one line per object, without a line end at the end.</summary>
    public override string ToString() => Objects.Count + NotFound.Count == 0
        ? "No resources found"
        : string.Join(
            '\n',
            [.. Objects.Select(deleted => deleted.ToString()), .. NotFound.Select(message => $"Error from server (NotFound): {message}")]);
}
