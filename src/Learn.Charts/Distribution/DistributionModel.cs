using System.Collections.Immutable;
using System.Globalization;

namespace Learn;

/// <summary>What every drawing of a distribution shows, whether for a browser, a page or a terminal.</summary>
internal sealed record DistributionModel(
    string Title, string Subtitle, string Caption, int Total, bool HasExpectation, ImmutableArray<DistributionRow> Rows)
{
    /// <summary>The largest count, expected count or end of a range: where the axis must reach.</summary>
    public double Largest => Rows.IsEmpty ? 1 : Math.Max(1, Rows.Max(r => Math.Max(r.Count, Math.Max(r.Expected ?? 0, r.Range?.High ?? 0))));

    /// <summary>Where the axis ends.</summary>
    public double AxisEnd => Largest * 1.04;

    /// <summary>Distance of the axis' marks: 1, 2 or 5 times a power of ten, so that there are about six.</summary>
    public int AxisStep
    {
        get
        {
            var raw = Math.Max(1, Largest / 6);
            var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
            var factor = raw <= power ? 1 : raw <= 2 * power ? 2 : raw <= 5 * power ? 5 : 10;
            return (int)(factor * power);
        }
    }

    public static DistributionModel Of(CurlResult result, string? title)
        => new(
            title ?? $"Who answered {Shorten(result.Request.Url, 50)}",
            Subtitled(result.Samples.Length, "request", result.Fit),
            Captioned(result.Expectation, result.Fit),
            result.Samples.Length,
            result.Outcomes.Any(o => o.ExpectedCount is not null),
            [.. result.Outcomes.Select(DistributionRow.Of)]);

    public static DistributionModel Of(UdpResult result, string? title)
        => new(
            title ?? $"Who answered {Shorten(result.Request.Target, 50)} port {result.Request.Port} (UDP)",
            Subtitled(result.Samples.Length, "datagram", result.Fit),
            Captioned(result.Expectation, result.Fit),
            result.Samples.Length,
            result.Outcomes.Any(o => o.ExpectedCount is not null),
            [.. result.Outcomes.Select(DistributionRow.Of)]);

    private static string Subtitled(int count, string what, GoodnessOfFit? goodness)
    {
        var requests = count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}s");
        return requests + goodness switch
        {
            null => "",
            { Method: GoodnessOfFitMethod.None } => " · no test",
            { Method: GoodnessOfFitMethod.Certain } => " · only one end was possible",
            { Method: GoodnessOfFitMethod.Impossible } => " · p = 0: something was seen that cannot be",
            var fit => string.Create(
                CultureInfo.InvariantCulture,
                $" · χ² = {fit.ChiSquare:0.00} with {fit.DegreesOfFreedom} degree{(fit.DegreesOfFreedom == 1 ? "" : "s")} of freedom · {fit.PValueText}"),
        };
    }

    private static string Captioned(Expectation? expected, GoodnessOfFit? goodness)
    {
        if (expected is not { } expectation || goodness is not { } fit)
        {
            return "Bars show how often each answered. Nothing was expected beforehand, so there is nothing to compare with.";
        }

        var caption = fit.InWords;
        if (expectation.Undetermined <= 0)
        {
            caption += $" Bars show how often each answered; the mark shows the count expected from {expectation.Source}, the bracket the range in which 95 of 100 runs lie, each bar looked at alone (exact binomial).";
        }

        return fit.Excluded > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{caption} {fit.Excluded:N0} failed without telling where the rules sent them; they are not part of the test.")
            : caption;
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
