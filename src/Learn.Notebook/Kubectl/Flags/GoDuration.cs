using System.Globalization;
using System.Text.RegularExpressions;

namespace Learn.Notebook.Kubectl;

/// <summary>Durations as Go writes them: <c>300ms</c>, <c>30s</c>, <c>1m30s</c>, <c>2h</c>; a lone number counts seconds.</summary>
internal static partial class GoDuration
{
    // More is for ever, and would be more than a timer can count.
    private const double MostSeconds = 1_000_000;

    /// <summary>The duration, <see cref="Timeout.InfiniteTimeSpan"/> for a negative one, or null for what is none.</summary>
    public static TimeSpan? TryParse(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain))
        {
            return Limited(plain);
        }

        var match = Whole().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var seconds = match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures)
            .Sum(part => double.Parse(part.First.ValueSpan, CultureInfo.InvariantCulture) * SecondsOf(part.Second.Value));
        return Limited(match.Groups["sign"].Value == "-" ? -seconds : seconds);
    }

    private static TimeSpan Limited(double seconds) => seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds));

    private static double SecondsOf(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6,
    };

    [GeneratedRegex(@"^(?<sign>[+-]?)(?:(?<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?<unit>ns|us|µs|ms|s|m|h))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
