using Learn.Sandbox;

namespace Learn;

/// <summary>A connection as the connection tracking of one node has it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Entry">The entry.</param>
public sealed record NodeConnection(string Node, ConntrackEntry Entry)
{
    /// <summary>The node and the entry in short.</summary>
    public override string ToString() => $"{Node}: {Entry}";
}
