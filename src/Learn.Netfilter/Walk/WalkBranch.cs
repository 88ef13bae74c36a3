using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>A packet on its way, with everything that has happened to it. Where chance decides, the branch is doubled.</summary>
internal sealed class WalkBranch(Packet packet)
{
    private Stack<Frame> _frames = new();

    internal Packet Packet { get; set; } = packet;

    internal double Probability { get; set; } = 1;

    internal Hook Hook { get; set; } = packet.FromLocalProcess ? Hook.Output : Hook.Prerouting;

    /// <summary>How many tables were entered at this hook.</summary>
    internal int TablesEntered { get; set; }

    internal Table? Table { get; set; }

    /// <summary>The policy of the built-in chain in which the packet is; null between tables.</summary>
    internal ChainPolicy? Policy { get; set; }

    /// <summary>True once a packet of a local process has come back by the loopback interface.</summary>
    internal bool HasLooped { get; set; }

    // The nat table is asked once for the destination and once for the source of a connection.
    internal bool DestinationIsSettled { get; set; }

    internal bool SourceIsSettled { get; set; }

    internal bool IsDestinationTranslated { get; set; }

    internal bool IsMasqueraded { get; set; }

    internal NatRange? SourceTranslatedTo { get; set; }

    internal ImmutableStack<WalkStep> Steps { get; set; } = [];

    internal ImmutableStack<WalkAssumption> Assumptions { get; set; } = [];

    internal ImmutableStack<string> RecentLists { get; set; } = [];

    internal Stack<Frame> Frames => _frames;

    internal WalkBranch Double()
    {
        var copy = (WalkBranch)MemberwiseClone();
        copy._frames = new Stack<Frame>(_frames.Reverse());
        return copy;
    }

    /// <summary>A chain, and the index of the next rule in it.</summary>
    internal readonly record struct Frame(Chain Chain, int Next);
}
