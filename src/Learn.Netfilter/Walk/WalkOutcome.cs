using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Learn.Netfilter;

/// <summary>One possible end of the way of a packet.</summary>
public sealed record WalkOutcome
{
    private readonly double? _least;

    /// <summary>How it ends.</summary>
    public required WalkVerdict Verdict { get; init; }

    /// <summary>How probable that is, 0 to 1, provided that the assumptions hold: at most.</summary>
    public required double Probability { get; init; }

    /// <summary>How probable it is whatever the assumptions turn out to be, 0 to <see cref="Probability"/>: at least.</summary>
    public double LeastProbability
    {
        get => _least ?? Probability;
        init => _least = value;
    }

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

    /// <summary>Why nothing more can be said, for <see cref="WalkVerdict.Unknown"/>; otherwise null.</summary>
    public string? Reason { get; init; }

    /// <summary>The rules that matched, in order; if several ways lead to this end, on the most probable one.</summary>
    public ImmutableArray<WalkStep> Steps { get; init; } = [];

    /// <summary>What was assumed on that way; empty if the outcome is certain.</summary>
    public ImmutableArray<WalkAssumption> Assumptions { get; init; } = [];

    /// <summary>Lists of the recent match that the client's address was put on, in order.</summary>
    public ImmutableArray<string> RecentLists { get; init; } = [];

    /// <summary>True if the probability does not depend on anything that had to be guessed.</summary>
    public bool IsCertain => Assumptions.IsEmpty && Verdict != WalkVerdict.Unknown && LeastProbability >= Probability;

    /// <summary>Where the packet goes in the end.</summary>
    public IPEndPoint Endpoint => new(Packet.Destination, Packet.DestinationPort);

    /// <summary>Where it ends, without the probability: <c>to 10.244.1.1:8080, masqueraded</c>, <c>dropped</c>.</summary>
    public string End => Verdict switch
    {
        WalkVerdict.Dropped => "dropped",
        WalkVerdict.Rejected => "rejected",
        WalkVerdict.Unknown => $"not known: {Reason ?? "it depends on what is not understood"}",
        _ => $"to {Endpoint}{(IsMasqueraded ? ", masqueraded" : SourceTranslatedTo is { } source ? $", from {source}" : "")}",
    };

    /// <summary>The outcome in a few words.</summary>
    public override string ToString()
    {
        string range = LeastProbability > 0 && LeastProbability < Probability
            ? string.Create(CultureInfo.InvariantCulture, $"{LeastProbability * 100:0.##} to ")
            : "";
        string share = string.Create(CultureInfo.InvariantCulture, $"{range}{Probability * 100:0.##} %");
        return $"{share}: {(IsCertain ? "" : "maybe ")}{End}";
    }
}
