namespace Learn.Cluster;

/// <summary>One entry of a map in a manifest.</summary>
/// <param name="Name">The key.</param>
/// <param name="Position">Where the key stands.</param>
/// <param name="Value">The value.</param>
public sealed record ManifestField(string Name, ManifestPosition Position, ManifestNode Value);
