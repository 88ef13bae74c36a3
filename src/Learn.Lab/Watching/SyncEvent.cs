using System.Globalization;
using System.Text;
using Learn.Proxy;

namespace Learn;

/// <summary>A sync as <see cref="Lab.Watch"/> shows it: why it happened, what it wrote, how long it took, what changed.</summary>
public sealed class SyncEvent
{
    // Reading two rulesets of this size takes about a second; nobody waits for that in a stream.
    private const int MostRulesRead = 60_000;
    private const int Width = 96;
    private const int MostSentences = 6;

    private readonly Lazy<RulesetChanges?> changes;

    /// <summary>Puts a sync beside the one before.</summary>
    /// <param name="record">The sync.</param>
    /// <param name="before">The sync of the same node and family before it; null if there was none, or if it is not kept.</param>
    public SyncEvent(SyncRecord record, SyncRecord? before)
    {
        ArgumentNullException.ThrowIfNull(record);
        Record = record;
        Before = before;
        changes = new Lazy<RulesetChanges?>(Compare);
    }

    /// <summary>The sync.</summary>
    public SyncRecord Record { get; }

    /// <summary>The sync of the same node and family before it; null if there was none, or if it is not kept any more.</summary>
    public SyncRecord? Before { get; }

    /// <summary>Its number among all syncs of the lab.</summary>
    public long Number => Record.Number;

    /// <summary>The node.</summary>
    public string Node => Record.Node;

    /// <summary>Why it happened, in a sentence without its full stop.</summary>
    public string Why => Record.Reason.Why;

    /// <summary>
    /// What changed of the rules that kube-proxy wants, in terms of Services; null if there is nothing to compare with, if the sync failed, or if there
    /// are more rules than can be read in passing. Worked out when it is first asked for.
    /// </summary>
    public RulesetChanges? Changes => changes.Value;

    /// <summary>What changed, in sentences: of <see cref="Changes"/>, or at least which Services were written anew.</summary>
    public IReadOnlyList<string> ChangeSentences
    {
        get
        {
            if (Record.Failure is { } failure)
            {
                return [$"it failed: {failure}"];
            }

            if (Changes is { } known)
            {
                return known.IsEmpty ? ["kube-proxy wants the same rules as before"] : [.. known.Services.SelectMany(service => service.Sentences), .. known.Others];
            }

            return Record.Plan.ChangedServices is { IsEmpty: false } services
                ? [$"Services written anew: {string.Join(", ", services.Take(5))}{(services.Length > 5 ? $" and {services.Length - 5} more" : "")}"]
                : [];
        }
    }

    /// <summary>The facts on one line.</summary>
    public string Headline => string.Create(
        CultureInfo.InvariantCulture,
        $"#{Number} {Record.EndedAt.LocalDateTime:HH:mm:ss.fff} {Node} {Record.Plan.Family} {Record.Kind}: {Record.Plan.RuleCount:N0} rules, {Record.Plan.PayloadLength:N0} bytes; generation {LatencySummary.Text(Record.Timings.Generation)}, restore {LatencySummary.Text(Record.Timings.Restore)}");

    /// <summary>The facts, the reason and the changes, a few lines of at most 100 columns.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Headline).Append('\n');
        Append(text, $"why: {Why}{(Record.Plan.IsFull ? $" ({Record.Reason.WhyFull})" : "")}");
        var sentences = ChangeSentences;
        foreach (string sentence in sentences.Take(MostSentences))
        {
            Append(text, sentence);
        }

        if (sentences.Count > MostSentences)
        {
            Append(text, $"and {sentences.Count - MostSentences} more");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, string sentence)
    {
        foreach (string line in TextWrap.Wrap(sentence, Width).TrimEnd('\n').Split('\n'))
        {
            text.Append("    ").Append(line).Append('\n');
        }
    }

    private RulesetChanges? Compare()
    {
        if (Before is null || Record.Failure is not null || Record.Plan.NatRulesOwned + Record.Plan.FilterRules > MostRulesRead)
        {
            return null;
        }

        return RulesetChanges.Between(RulesetReading.Of(Before.Plan.Desired()), RulesetReading.Of(Record.Plan.Desired()));
    }
}
