namespace Learn.Netfilter;

/// <summary>Where a packet is and everything that has happened to it. Two packets in equal states have the same future.</summary>
internal readonly record struct WalkState
{
    internal required Packet Packet { get; init; }

    internal required Hook Hook { get; init; }

    /// <summary>How many tables were entered at this hook.</summary>
    internal int TablesEntered { get; init; }

    /// <summary>The chain in which the packet is; null between tables.</summary>
    internal WalkFrame? Frame { get; init; }

    /// <summary>The policy of the built-in chain in which the packet is; null between tables.</summary>
    internal ChainPolicy? Policy { get; init; }

    /// <summary>True once a packet of a local process has come back by the loopback interface.</summary>
    internal bool HasLooped { get; init; }

    // The nat table is asked once for the destination and once for the source of a connection.
    internal bool DestinationIsSettled { get; init; }

    internal bool SourceIsSettled { get; init; }

    internal bool IsDestinationTranslated { get; init; }

    /// <summary>True if the destination became an address of this host, whichever it is.</summary>
    internal bool IsRedirected { get; init; }

    internal bool IsMasqueraded { get; init; }

    internal NatRange? SourceTranslatedTo { get; init; }

    /// <summary>True once a target that is not understood may have changed the mark.</summary>
    internal bool IsMarkUnknown { get; init; }

    internal bool IsConnectionMarkUnknown { get; init; }

    internal RecentChange? RecentChanges { get; init; }
}
