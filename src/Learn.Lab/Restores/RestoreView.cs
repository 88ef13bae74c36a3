using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn;

/// <summary>
/// What kube-proxy gave to iptables-restore in one sync, chain by chain, beside the sync before: which chains it writes, deletes and leaves alone, with how many
/// rules and bytes, why, and how long it took.
/// </summary>
public sealed partial class RestoreView
{
    private RestoreView(SyncEvent sync, ReadOnlyMemory<byte> payload, ImmutableArray<RestoreChain> chains, int leftAlone)
        => (Sync, Payload, Chains, LeftAlone) = (sync, payload, chains, leftAlone);

    /// <summary>The sync, with why it happened and how long it took.</summary>
    public SyncEvent Sync { get; }

    /// <summary>The payload: exactly the bytes that iptables-restore read, UTF-8.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The payload as text.</summary>
    public string PayloadText => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>The chains that the payload mentions, in its order.</summary>
    public ImmutableArray<RestoreChain> Chains { get; }

    /// <summary>Number of chains of the payload before that this one leaves alone.</summary>
    public int LeftAlone { get; }

    /// <summary>Makes the view of a sync.</summary>
    public static RestoreView Of(SyncEvent sync)
    {
        ArgumentNullException.ThrowIfNull(sync);
        var payload = sync.Record.Plan.Payload;
        var before = sync.Before is { } earlier ? PayloadReader.Read(earlier.Plan.Payload.Span).ToDictionary(chain => (chain.Table, chain.Chain)) : null;
        var chains = PayloadReader.Read(payload.Span);
        int leftAlone = before is null ? 0 : before.Count - chains.Count(chain => before.ContainsKey((chain.Table, chain.Chain)));
        return new RestoreView(sync, payload, [.. chains.Select(chain => Compare(chain, before))], leftAlone);
    }

    /// <summary>The facts in sentences.</summary>
    public IEnumerable<string> Sentences
    {
        get
        {
            var (record, times) = (Sync.Record, Sync.Record.Timings);
            yield return $"why: {Sync.Why}{(record.Plan.IsFull ? $" ({record.Reason.WhyFull})" : "")}";
            yield return OutcomeText.Format(
                $"{record.Plan.RuleCount:N0} rules in {Payload.Length:N0} bytes: {Many(RestoreAction.Written)} written, {Many(RestoreAction.Emptied)} emptied, {Many(RestoreAction.Deleted)} deleted; {record.Plan.NatRulesOwned + record.Plan.FilterRules:N0} rules are kube-proxy's afterwards");
            yield return OutcomeText.Format(
                $"generation {LatencySummary.Text(times.Generation)}, restore (iptables-restore and the kernel) {LatencySummary.Text(times.Restore)}{Step("setup", times.Setup)}{Step("reading the chains", times.Look)}{Step("stale connections", times.StaleFlows)}; {LatencySummary.Text(record.Duration)} in all");
            yield return Sync.Before is { } before
                ? OutcomeText.Format($"before it: sync {before.Number}, {before.Kind}, {before.Plan.RuleCount:N0} rules, {before.Plan.PayloadLength:N0} bytes{(LeftAlone > 0 ? OutcomeText.Format($"; {LeftAlone:N0} of its chains are left alone now") : "")}")
                : "there is no sync before it, or it is not kept any more";
            if (record.Failure is { } failure)
            {
                yield return $"it failed: {failure}";
            }
        }
    }

    /// <summary>What it is, on a line.</summary>
    public string Title => OutcomeText.Format($"Sync {Sync.Number} of {Sync.Node} ({Sync.Record.Plan.Family}), {Sync.Record.Kind}, {Sync.Record.EndedAt.LocalDateTime:HH:mm:ss.fff}");

    /// <summary>The view as text: facts, chains, and the lines that differ.</summary>
    public override string ToString() => RestoreText.Write(this);

    private static string Step(string name, TimeSpan time) => time < TimeSpan.FromMilliseconds(0.005) ? "" : $", {name} {LatencySummary.Text(time)}";

    private string Many(RestoreAction action) => Chains.Count(chain => chain.Action == action) is var count && count == 1 ? "1 chain" : OutcomeText.Format($"{count:N0} chains");

    private static RestoreChain Compare(PayloadChain chain, Dictionary<(string Table, string Chain), PayloadChain>? before)
    {
        var earlier = before?.GetValueOrDefault((chain.Table, chain.Chain));
        IReadOnlyList<RestoreLine> lines = earlier is null
            ? [.. chain.Lines.Select(line => new RestoreLine(before is null ? LineMark.Same : LineMark.Added, line))]
            : LineDifference.Between(earlier.Lines, chain.Lines);
        string subject = SubjectOf(chain);
        return new RestoreChain(
            chain.Table,
            chain.Chain,
            subject.Length > 0 || earlier is null ? subject : SubjectOf(earlier),
            chain.Action,
            chain.Rules,
            chain.Bytes,
            before is null ? null : earlier?.Action ?? RestoreAction.LeftAlone,
            [.. lines]);
    }

    // Chains of a Service or an endpoint have names made of a hash; their rules say what they are for.
    private static string SubjectOf(PayloadChain chain)
    {
        if (!HashedChain().IsMatch(chain.Chain))
        {
            return "";
        }

        if (chain.Lines.Select(line => Destination().Match(line)).FirstOrDefault(match => match.Success) is { } destination)
        {
            return destination.Groups[1].Value;
        }

        return chain.Lines.Select(line => ServiceName().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "";
    }

    [GeneratedRegex(@"^KUBE-(SVC|SVL|SEP|EXT|FW|XLB)-[A-Z2-7]{16}$", RegexOptions.CultureInvariant)]
    private static partial Regex HashedChain();

    [GeneratedRegex(@" -j DNAT .*--to-destination (\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Destination();

    [GeneratedRegex(@"--comment ""?(?:[a-z ]+ )?([a-z0-9.-]+/[a-z0-9.:-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceName();
}
