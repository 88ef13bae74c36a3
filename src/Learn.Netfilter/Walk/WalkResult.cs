using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>All possible ends of the way of a packet.</summary>
/// <param name="Packet">The packet as it was sent.</param>
/// <param name="Outcomes">
/// The different ends, in the order of the rules. If they are certain, their probabilities add up to 1; otherwise they are the most that
/// is possible.
/// </param>
public sealed record WalkResult(Packet Packet, ImmutableArray<WalkOutcome> Outcomes)
{
    /// <summary>Everything that can happen on the way; null for a result that no walk made.</summary>
    public WalkTree? Tree { get; init; }

    /// <summary>True if no match or target had to be guessed on any way.</summary>
    public bool IsCertain => Outcomes.All(outcome => outcome.IsCertain);

    /// <summary>The probability of all outcomes of a kind together.</summary>
    /// <param name="condition">Which outcomes.</param>
    public double ProbabilityOf(Func<WalkOutcome, bool> condition) => Outcomes.Where(condition).Sum(outcome => outcome.Probability);

    /// <inheritdoc />
    public override string ToString() => $"{Packet}\n{string.Join('\n', Outcomes)}";
}
