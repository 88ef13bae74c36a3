namespace Learn.Netfilter;

/// <summary>A packet on its way, and the edge that waits for what happens to it next. Where something is open, the branch is doubled.</summary>
internal sealed class WalkBranch(WalkState state, WalkEdge edge)
{
    internal WalkState State { get; set; } = state;

    internal WalkEdge Edge { get; set; } = edge;

    /// <summary>The table in which the packet is; it follows from the state.</summary>
    internal Table? Table { get; set; }

    /// <summary>True where another branch may have been in the same state before.</summary>
    internal bool MayJoin { get; set; }

    internal Packet Packet
    {
        get => State.Packet;
        set => State = State with { Packet = value };
    }

    internal WalkBranch Double(WalkEdge edge) => new(State, edge) { Table = Table, MayJoin = true };
}
