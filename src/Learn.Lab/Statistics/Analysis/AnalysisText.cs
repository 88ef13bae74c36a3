using System.Text;
using static Learn.OutcomeText;

namespace Learn;

/// <summary>Writes an analysis as text of at most 80 columns.</summary>
internal static class AnalysisText
{
    private const int WidestName = 26;

    public static string Write(DistributionAnalysis analysis)
    {
        var text = new StringBuilder(TextWrap.Wrap(analysis.Title, Width));
        AppendTable(text, analysis);
        foreach (string sentence in Sentences(analysis))
        {
            text.Append('\n').Append(TextWrap.Wrap(sentence, Width));
        }

        return text.ToString();
    }

    public static IEnumerable<string> Sentences(DistributionAnalysis analysis)
    {
        if (analysis.Count == 0)
        {
            yield return "No request tells anything.";
        }

        if (analysis is { Pearson: { } pearson, LikelihoodRatio: { } ratio })
        {
            yield return pearson.InWords;
            if (pearson.PValue is not null && pearson.DegreesOfFreedom > 0 && double.IsFinite(pearson.ChiSquare))
            {
                yield return TestsOf(pearson, ratio) + (analysis.Effect is { } effect ? " " + effect.InWords : "");
            }
        }

        if (analysis.Plan is { } plan)
        {
            yield return plan.InWords;
        }

        if (analysis.Order is { } order)
        {
            yield return order.InWords + (analysis.Parallel > 1 ? Format($" {analysis.Parallel} curl processes asked at a time: the rules may have met their requests in another order.") : "");
        }

        if (analysis.OverTime is { } strip)
        {
            yield return strip.InWords;
        }

        if (analysis.Excluded > 0)
        {
            yield return Format($"{analysis.Excluded:N0} failed without telling where the rules sent them; they are not part of this.");
        }
    }

    private static void AppendTable(StringBuilder text, DistributionAnalysis analysis)
    {
        double percent = analysis.Options.Confidence * 100;
        int name = Math.Clamp(analysis.Ends.IsEmpty ? 0 : analysis.Ends.Max(end => end.End.ToString().Length), 11, WidestName);
        string each = Format($"{percent:0.#} % each"), together = Format($"{percent:0.#} % together");
        text.Append('\n').Append("answered by".PadRight(name)).Append(Format($" requests   share  expected{each,15}{together,16}\n"));
        foreach (var end in analysis.Ends)
        {
            string expected = end.Expected is { } share ? Format($"{share * 100:0.0} %") : "";
            text.Append(Column(end.End.ToString(), name))
                .Append(Format($"{end.Count,9:N0}{end.Share * 100,6:0.0} %{expected,10}{Range(end.Possible),15}{Range(end.PossibleTogether),16}"))
                .Append(end.IsUnexpected ? " *\n" : "\n");
        }

        if (analysis.Ends.Any(end => end.IsUnexpected))
        {
            text.Append("* the expected share is not among those that are possible, all ends considered\n");
        }

        text.Append(TextWrap.Wrap("The ranges are the shares, in %, that the counts leave possible (Clopper–Pearson, exact): for each end alone, and for all at once (Bonferroni).", Width));
    }

    private static string TestsOf(GoodnessOfFit pearson, GoodnessOfFit ratio)
    {
        string how = pearson.Method == GoodnessOfFitMethod.ChiSquare ? "; each end was expected at least 5 times, so both are good approximations" : "";
        return Format($"Pearson's χ² = {pearson.ChiSquare:0.00} ({pearson.PValueText}), G = {ratio.ChiSquare:0.00} ({ratio.PValueText}), {pearson.DegreesOfFreedom} degree{(pearson.DegreesOfFreedom == 1 ? "" : "s")} of freedom{how}.");
    }

    private static string Range(ShareInterval interval) => Format($"{interval.Low * 100:0.0} – {interval.High * 100:0.0}");
}
