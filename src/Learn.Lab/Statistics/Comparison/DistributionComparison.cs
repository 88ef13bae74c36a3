using System.Collections.Immutable;
using System.Text;
using static Learn.OutcomeText;

namespace Learn;

/// <summary>Where requests ended before and after an event: whether that is the same, and at which end it is not.</summary>
public sealed class DistributionComparison
{
    private const double Significance = 0.05;
    private const int WidestName = 30;

    private DistributionComparison(string before, string after, ImmutableArray<EndChange> ends, Homogeneity test)
        => (NameBefore, NameAfter, Ends, Test) = (before, after, ends, test);

    /// <summary>What the first requests are called.</summary>
    public string NameBefore { get; }

    /// <summary>What the later requests are called.</summary>
    public string NameAfter { get; }

    /// <summary>The ends, pods first, by name as people sort numbers.</summary>
    public ImmutableArray<EndChange> Ends { get; }

    /// <summary>The test of all ends together.</summary>
    public Homogeneity Test { get; }

    /// <summary>The ends whose share changed more than chance explains.</summary>
    public IEnumerable<EndChange> Changed => Ends.Where(end => end.IsChanged);

    /// <summary>Compares two results of curl.</summary>
    /// <param name="before">Before the event.</param>
    /// <param name="after">After the event.</param>
    /// <param name="nameBefore">What the first is called.</param>
    /// <param name="nameAfter">What the second is called.</param>
    public static DistributionComparison Of(CurlResult before, CurlResult after, string nameBefore = "before", string nameAfter = "after")
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Of(before.Samples.Select(sample => sample.Outcome), after.Samples.Select(sample => sample.Outcome), nameBefore, nameAfter);
    }

    /// <summary>Compares the requests of one result that began before a moment with those that began later.</summary>
    /// <param name="result">The result.</param>
    /// <param name="moment">The moment, counted from the start of the call.</param>
    public static DistributionComparison At(CurlResult result, TimeSpan moment)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(
            result.Samples.Where(sample => sample.StartOffset < moment).Select(sample => sample.Outcome),
            result.Samples.Where(sample => sample.StartOffset >= moment).Select(sample => sample.Outcome));
    }

    /// <summary>Compares two lists of ends.</summary>
    /// <param name="before">The ends before, one for each request.</param>
    /// <param name="after">The ends after.</param>
    /// <param name="nameBefore">What the first is called.</param>
    /// <param name="nameAfter">What the second is called.</param>
    /// <param name="seed">Seed of the permutations, where some are needed.</param>
    public static DistributionComparison Of(
        IEnumerable<TrafficOutcome> before, IEnumerable<TrafficOutcome> after, string nameBefore = "before", string nameAfter = "after", int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (before.CountBy(end => end).ToDictionary(), after.CountBy(end => end).ToDictionary());
        int first = old.Values.Sum(), second = now.Values.Sum();
        TrafficOutcome[] ends = [.. old.Keys.Union(now.Keys).OrderBy(end => end.Kind).ThenBy(end => end.Pod, PodNameOrder.Instance)];
        // Two ends are one question: what one has more, the other has less.
        double limit = Significance / Math.Max(1, ends.Length == 2 ? 1 : ends.Length);
        return new DistributionComparison(
            nameBefore,
            nameAfter,
            [.. ends.Select(end => ChangeOf(end, old.GetValueOrDefault(end), first, now.GetValueOrDefault(end), second, limit))],
            HomogeneityTest.Test([[.. ends.Select(end => old.GetValueOrDefault(end))], [.. ends.Select(end => now.GetValueOrDefault(end))]], seed));
    }

    /// <summary>What came out, in sentences.</summary>
    public IEnumerable<string> Sentences
    {
        get
        {
            yield return Test.InWords($"the shares {NameBefore} and {NameAfter}");
            foreach (var end in Changed.OrderBy(end => end.PValue))
            {
                yield return end switch
                {
                    { Before: 0 } => Format($"{end.End} is new: {end.ShareAfter * 100:0.0} % of the requests {NameAfter}, none {NameBefore}."),
                    { After: 0 } => Format($"{end.End} is gone: {end.ShareBefore * 100:0.0} % of the requests {NameBefore}, none {NameAfter}."),
                    _ => Format($"{end.End} got {(end.ShareAfter > end.ShareBefore ? "more" : "less")}: {end.ShareBefore * 100:0.0} % {NameBefore}, {end.ShareAfter * 100:0.0} % {NameAfter}."),
                };
            }

            if (Test.PValue < Significance && !Changed.Any())
            {
                yield return "No single end stands out; together they differ.";
            }
        }
    }

    /// <summary>The comparison as text of at most 80 columns.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int name = Math.Clamp(Ends.IsEmpty ? 0 : Ends.Max(end => end.End.ToString().Length), 11, WidestName);
        text.Append("answered by".PadRight(name)).Append(Format($"  {Column(NameBefore, 9).TrimEnd(),9}   share  {Column(NameAfter, 9).TrimEnd(),9}   share\n"));
        foreach (var end in Ends)
        {
            text.Append(Column(end.End.ToString(), name))
                .Append(Format($"  {end.Before,9:N0}{end.ShareBefore * 100,6:0.0} %  {end.After,9:N0}{end.ShareAfter * 100,6:0.0} %{(end.IsChanged ? "  *" : "")}\n"));
        }

        if (Changed.Any())
        {
            text.Append("* more than chance explains\n");
        }

        foreach (string sentence in Sentences)
        {
            text.Append('\n').Append(TextWrap.Wrap(sentence, Width));
        }

        return text.ToString();
    }

    private static EndChange ChangeOf(TrafficOutcome end, int before, int first, int after, int second, double limit)
    {
        double p = first == 0 || second == 0 ? 1 : FisherExact.PValue(before, first, after, second);
        return new EndChange(
            end,
            before,
            after,
            first == 0 ? 0 : (double)before / first,
            second == 0 ? 0 : (double)after / second,
            first == 0 ? new(0, 1) : BinomialIntervals.ClopperPearson(before, first),
            second == 0 ? new(0, 1) : BinomialIntervals.ClopperPearson(after, second),
            p,
            p < limit);
    }
}
