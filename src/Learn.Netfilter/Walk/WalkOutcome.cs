using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Learn.Netfilter;

/// <summary>One possible end of the way of a packet.</summary>
public sealed record WalkOutcome
{
    /// <summary>How it ends.</summary>
    public required WalkVerdict Verdict { get; init; }

    /// <summary>How probable that is, 0 to 1, provided that the assumptions hold.</summary>
    public required double Probability { get; init; }

    /// <summary>The packet at the end: with its new destination if that was translated, and with its last mark.</summary>
    public required Packet Packet { get; init; }

    /// <summary>True if the destination was translated.</summary>
    public bool IsDestinationTranslated { get; init; }

    /// <summary>True if the source becomes the address of the interface by which the packet leaves.</summary>
    public bool IsMasqueraded { get; init; }

    /// <summary>The source it is translated to, if a rule names one.</summary>
    public NatRange? SourceTranslatedTo { get; init; }

    /// <summary>True if the packet stays on this host.</summary>
    public bool IsForThisHost { get; init; }

    /// <summary>What the sender is told, for <see cref="WalkVerdict.Rejected"/>; null for the default.</summary>
    public string? RejectedWith { get; init; }

    /// <summary>The rules that matched, in order.</summary>
    public ImmutableArray<WalkStep> Steps { get; init; } = [];

    /// <summary>What had to be assumed; the outcome is certain if nothing had to.</summary>
    public ImmutableArray<WalkAssumption> Assumptions { get; init; } = [];

    /// <summary>Lists of the recent match that the client's address was put on, in order.</summary>
    public ImmutableArray<string> RecentLists { get; init; } = [];

    /// <summary>True if no match or target had to be guessed.</summary>
    public bool IsCertain => Assumptions.IsEmpty;

    /// <summary>Where the packet goes in the end.</summary>
    public IPEndPoint Endpoint => new(Packet.Destination, Packet.DestinationPort);

    /// <summary>The outcome in a few words.</summary>
    public override string ToString()
    {
        string share = string.Create(CultureInfo.InvariantCulture, $"{Probability * 100:0.##} %");
        string certainty = IsCertain ? "" : "maybe ";
        string verdict = Verdict switch
        {
            WalkVerdict.Dropped => "dropped",
            WalkVerdict.Rejected => "rejected",
            _ => $"to {Endpoint}{(IsMasqueraded ? ", masqueraded" : SourceTranslatedTo is { } source ? $", from {source}" : "")}",
        };
        return $"{share}: {certainty}{verdict}";
    }
}
