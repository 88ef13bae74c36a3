namespace Learn.Proxy;

/// <summary>
/// The rules of one service port in the chains that all Services share, as they stand in a payload. Every sync writes them, so they
/// are kept: a sync for one changed Service among thousands then copies bytes.
/// </summary>
internal sealed record SharedText(byte[] Filter, byte[] Nat, int FilterRules, int NatRules)
{
    /// <summary>Number of the rules of the nat table in chains that belong to the service port alone.</summary>
    internal int OwnRules { get; init; }

    /// <summary>True if the port has endpoints, but none on this node as its internal policy wants.</summary>
    internal bool LacksInternalEndpoints { get; init; }

    /// <summary>True if the port has endpoints and can be reached from outside, but has no endpoint on this node as its policy wants.</summary>
    internal bool LacksExternalEndpoints { get; init; }
}
