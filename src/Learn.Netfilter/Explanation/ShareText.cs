using System.Globalization;

namespace Learn.Netfilter;

/// <summary>Probabilities and shares in words.</summary>
public static class ShareText
{
    private const double Tolerance = 1e-7;

    // Few of them occur, each of them often.
    private static readonly string[] s_oneIn = [.. Enumerable.Range(0, 257).Select(static count => $"1 in {count}")];

    /// <summary>
    /// <c>1 in 3</c> for a share that is one of a whole number up to 10,000, otherwise a percentage: <c>12.5 %</c>.
    /// </summary>
    /// <param name="share">0 to 1.</param>
    public static string Of(double share)
    {
        if (share >= 1 - Tolerance)
        {
            return "always";
        }

        if (share <= 0)
        {
            return "never";
        }

        double count = Math.Round(1 / share);
        if (count is >= 2 and <= 10_000 && Math.Abs(share - (1 / count)) < Tolerance)
        {
            return count < s_oneIn.Length ? s_oneIn[(int)count] : string.Create(CultureInfo.InvariantCulture, $"1 in {count:0}");
        }

        return Percentage(share);
    }

    /// <summary>A percentage: <c>33.3 %</c>, <c>0.04 %</c>.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Percentage(double share) => share switch
    {
        >= 0.001 or 0 => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.####} %"),
    };
}
