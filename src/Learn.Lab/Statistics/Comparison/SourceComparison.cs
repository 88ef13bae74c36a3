using System.Collections.Immutable;
using System.Text;
using static Learn.OutcomeText;

namespace Learn;

/// <summary>Where requests ended, source by source: whether it matters from where they come.</summary>
public sealed class SourceComparison
{
    private const int WidestName = 20;

    private SourceComparison(ImmutableArray<TrafficOutcome> ends, ImmutableArray<SourceRow> rows, Homogeneity test) => (Ends, Rows, Test) = (ends, rows, test);

    /// <summary>The ends, pods first, by name as people sort numbers.</summary>
    public ImmutableArray<TrafficOutcome> Ends { get; }

    /// <summary>The sources, in the order given.</summary>
    public ImmutableArray<SourceRow> Rows { get; }

    /// <summary>Whether all sources see the same shares.</summary>
    public Homogeneity Test { get; }

    /// <summary>Compares results of curl, each from another source.</summary>
    /// <param name="results">The results, one or more.</param>
    public static SourceComparison Of(params IReadOnlyList<CurlResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Of([.. results.Select(result => (result.Request.From ?? "toolbox", (IEnumerable<TrafficOutcome>)result.Samples.Select(sample => sample.Outcome), result.Expectation))]);
    }

    /// <summary>Compares the requests of one result by the address that the pods saw them come from.</summary>
    /// <param name="result">The result.</param>
    public static SourceComparison ByAddress(CurlResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of([.. result.Samples.GroupBy(sample => sample.SourceSeenByPod?.Address.ToString() ?? GroupTable.NoName).OrderBy(group => group.Key, PodNameOrder.Instance)
            .Select(group => (group.Key, group.Select(sample => sample.Outcome), (Expectation?)null))]);
    }

    /// <summary>Compares ends by source.</summary>
    /// <param name="sources">For each source its name, its ends, and what was expected.</param>
    /// <param name="seed">Seed of random draws, where some are needed.</param>
    public static SourceComparison Of(IReadOnlyList<(string Source, IEnumerable<TrafficOutcome> Outcomes, Expectation? Expectation)> sources, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var counts = sources.Select(source => source.Outcomes.CountBy(end => end).ToDictionary()).ToList();
        int[] failed = [.. counts.Select(count => count.Remove(TrafficOutcome.Unattributed, out int one) ? one : 0)];
        TrafficOutcome[] ends = [.. counts.SelectMany(count => count.Keys)
            .Union(sources.SelectMany(source => source.Expectation?.Shares.Where(share => share.Probability > 0).Select(share => share.Outcome) ?? []))
            .OrderBy(end => end.Kind).ThenBy(end => end.Pod, PodNameOrder.Instance)];
        ImmutableArray<SourceRow> rows = [.. sources.Zip(counts, failed).Select((one, _) => Row(one.First, one.Second, one.Third))];
        return new SourceComparison([.. ends], rows, rows.IsEmpty ? new Homogeneity { Method = GoodnessOfFitMethod.None, Remark = "there is no source." } : HomogeneityTest.Test([.. rows.Select(row => row.Counts)], seed));

        SourceRow Row((string Source, IEnumerable<TrafficOutcome> Outcomes, Expectation? Expectation) source, Dictionary<TrafficOutcome, int> count, int lost) => new(
            source.Source,
            count.Values.Sum(),
            [.. ends.Select(end => count.GetValueOrDefault(end))],
            source.Expectation is null ? null : GoodnessOfFitTest.Test(source.Outcomes, source.Expectation, seed),
            lost);
    }

    /// <summary>What came out, in sentences.</summary>
    public IEnumerable<string> Sentences
    {
        get
        {
            if (Rows.Length > 1)
            {
                yield return Test.InWords("the shares that the sources see");
            }

            foreach (var row in Rows.Where(row => row.Failed > 0))
            {
                yield return Format($"{row.Source}: {row.Failed:N0} failed without telling where the rules sent them; they are not part of this.");
            }

            foreach (var row in Rows.Where(row => row.Count > 0 && row.Fit is { Method: not GoodnessOfFitMethod.None }))
            {
                yield return $"{row.Source}: {row.Fit!.InWords}";
            }
        }
    }

    /// <summary>The table, a line for each end, of at most 80 columns for four sources.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int name = Math.Clamp(Ends.IsEmpty ? 0 : Ends.Max(end => end.ToString().Length), 11, WidestName);
        text.Append("answered by".PadRight(name));
        foreach (var row in Rows)
        {
            text.Append(Column(row.Source, 16).TrimEnd().PadLeft(18));
        }

        text.Append('\n');
        for (int end = 0; end < Ends.Length; end++)
        {
            text.Append(Column(Ends[end].ToString(), name));
            foreach (var row in Rows)
            {
                text.Append(Format($"{row.Counts[end],10:N0}{(row.Count == 0 ? 0 : row.Counts[end] * 100.0 / row.Count),6:0.0} %"));
            }

            text.Append('\n');
        }

        foreach (string sentence in Sentences)
        {
            text.Append('\n').Append(TextWrap.Wrap(sentence, Width));
        }

        return text.ToString();
    }
}
