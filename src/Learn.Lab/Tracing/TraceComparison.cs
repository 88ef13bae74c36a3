using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Learn.Netfilter;

namespace Learn;

/// <summary>The way that a packet really took, held against what the walk said it could take.</summary>
/// <param name="Walk">The prediction: all ways through the rules, with their probabilities.</param>
/// <param name="Path">The way that the kernel traced.</param>
/// <param name="Taken">The predicted way that was taken; null if it is none of them, or if the packet got lost on it.</param>
/// <param name="Disagreements">What differs, a sentence each; empty if prediction and reality agree.</param>
public sealed record TraceComparison(WalkResult Walk, PacketPath Path, WalkOutcome? Taken, ImmutableArray<string> Disagreements)
{
    /// <summary>True if the way that was taken is among the predicted ones.</summary>
    public bool Agrees => Disagreements.IsEmpty;

    /// <summary>How probable the way was that was taken, 0–1, at most where something is not known; 0 if it was not predicted.</summary>
    public double Probability { get; init; }

    /// <summary>How many of the rules that the packet matched, from the first on, the walk knew.</summary>
    public int KnownRules { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="walk">The walk of the packet as it entered the host.</param>
    /// <param name="path">The way that the kernel traced.</param>
    /// <param name="localAddresses">The addresses of the host, for what is masqueraded.</param>
    public static TraceComparison Of(WalkResult walk, PacketPath path, ImmutableHashSet<IPAddress> localAddresses)
    {
        ArgumentNullException.ThrowIfNull(walk);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(localAddresses);
        var rules = path.Rules.ToList();
        var trail = WalkTrail.Follow(walk.Tree ?? throw new ArgumentException("The result of a walk is needed, with its tree.", nameof(walk)), rules);

        // What got lost between two hooks met the first of the rules only; no rule is to blame.
        if (path.End == TraceEnd.Lost && trail.Known == rules.Count)
        {
            return new TraceComparison(walk, path, Taken: null, []) { Probability = trail.Probability, KnownRules = trail.Known };
        }

        var ends = trail.Ends.Select(end => (end.Outcome, end.Probability, Problems: Differences(end.Outcome, path, localAddresses))).OrderBy(end => end.Problems.Length).ToList();
        if (trail.Known < rules.Count || ends.Count == 0)
        {
            var met = rules.Skip(trail.Known).FirstOrDefault();
            string expected = string.Join(" or ", trail.Next.Take(2).Select(step => $"\"{step}\"").DefaultIfEmpty("no further rule"));
            return new TraceComparison(
                walk, path, Taken: null, [$"After {Count(trail.Known)} on which both agree, the kernel took {(met is null ? "no further rule" : $"\"{met}\"")}; the walk expected {expected}."]) { KnownRules = trail.Known };
        }

        bool agrees = ends[0].Problems.IsEmpty;
        return new TraceComparison(walk, path, agrees ? ends[0].Outcome : null, ends[0].Problems) { Probability = agrees ? Math.Min(1, ends[0].Probability) : 0, KnownRules = trail.Known };
    }

    private static ImmutableArray<string> Differences(WalkOutcome outcome, PacketPath path, ImmutableHashSet<IPAddress> localAddresses)
        => outcome.Verdict == WalkVerdict.Unknown ? [] : [.. VerdictDifferences(outcome, path), .. path.Final is null ? [] : AddressDifferences(outcome, path, localAddresses)];

    private static IEnumerable<string> VerdictDifferences(WalkOutcome outcome, PacketPath path)
    {
        bool fits = path.End switch
        {
            TraceEnd.Dropped => outcome.Verdict == WalkVerdict.Dropped,
            TraceEnd.Rejected => outcome.Verdict == WalkVerdict.Rejected,
            TraceEnd.Left => outcome.Verdict == WalkVerdict.Accepted && !outcome.IsForThisHost,
            TraceEnd.Delivered => outcome.Verdict == WalkVerdict.Accepted && outcome.IsForThisHost,
            _ => true,
        };
        if (!fits)
        {
            yield return $"The kernel's verdict is {path.End}; the walk expected {outcome.Verdict}{(outcome.Verdict != WalkVerdict.Accepted ? "" : outcome.IsForThisHost ? ", for this host" : ", on to another host")}.";
        }

        if (path.End != TraceEnd.Lost && path.Steps.Length > 0 && path.Mark != outcome.Packet.Mark)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The packet ended with the mark 0x{path.Mark:x}; the walk expected 0x{outcome.Packet.Mark:x}.");
        }
    }

    private static IEnumerable<string> AddressDifferences(WalkOutcome outcome, PacketPath path, ImmutableHashSet<IPAddress> localAddresses)
    {
        var final = path.Final!;
        bool isGuessed = outcome.Assumptions.Any(assumption => assumption.Step.Rule.Target is DnatTarget or UnknownTarget);
        var destination = new IPEndPoint(final.Destination, final.DestinationPort);
        if (!isGuessed && !destination.Equals(outcome.Endpoint))
        {
            yield return $"The packet went to {destination}; the walk expected {outcome.Endpoint}.";
        }

        bool sourceFits = outcome.IsMasqueraded ? localAddresses.Contains(final.Source) || IPAddress.IsLoopback(final.Source)
            : outcome.SourceTranslatedTo is not null || final.Source.Equals(outcome.Packet.Source);
        if (!sourceFits)
        {
            yield return $"The packet's source became {final.Source}; the walk expected {(outcome.IsMasqueraded ? "an address of this host" : outcome.Packet.Source)}.";
        }
    }

    private static string Count(int rules) => rules switch { 0 => "no rule", 1 => "one rule", _ => string.Create(CultureInfo.InvariantCulture, $"{rules} rules") };
}
