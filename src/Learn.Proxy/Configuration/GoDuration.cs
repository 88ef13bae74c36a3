using System.Buffers;
using System.Globalization;
using System.Text;

namespace Learn.Proxy;

/// <summary>
/// Durations as Go and so Kubernetes configuration write them: <c>30s</c>, <c>1m30s</c>, <c>1.5h</c>, <c>100ms</c>.
/// Source: Go documentation, <c>time.ParseDuration</c>.
/// </summary>
public static class GoDuration
{
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.");

    // Longest first, since "ms" begins like "m".
    private static readonly (string Unit, double Nanoseconds)[] s_units =
    [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9),
    ];

    /// <summary>Reads a duration. False if the text is not one; <paramref name="duration"/> is zero then.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        int sign = 1;
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            sign = text[0] == '-' ? -1 : 1;
            text = text[1..];
        }

        if (text.SequenceEqual("0"))
        {
            return true;
        }

        double nanoseconds = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExcept(s_number);
            if (digits <= 0
                || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return false;
            }

            text = text[digits..];
            int letters = text.IndexOfAny(s_number);
            ReadOnlySpan<char> unit = letters < 0 ? text : text[..letters];
            double factor = 0;
            foreach ((string name, double value) in s_units)
            {
                if (unit.SequenceEqual(name))
                {
                    factor = value;
                }
            }

            if (factor == 0)
            {
                return false;
            }

            nanoseconds += number * factor;
            text = text[unit.Length..];
        }

        if (nanoseconds > TimeSpan.MaxValue.TotalNanoseconds)
        {
            return false;
        }

        duration = TimeSpan.FromTicks(sign * (long)Math.Round(nanoseconds / 100));
        return true;
    }

    /// <summary>Writes a duration the way Go does: <c>1m30s</c>, <c>2h0m0s</c>, <c>100ms</c>, <c>0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        if (duration.Duration() < TimeSpan.FromSeconds(1))
        {
            double milliseconds = duration.TotalMilliseconds;
            return Math.Abs(milliseconds) >= 1
                ? milliseconds.ToString("0.####", CultureInfo.InvariantCulture) + "ms"
                : (milliseconds * 1000).ToString("0.#", CultureInfo.InvariantCulture) + "µs";
        }

        var text = new StringBuilder();
        if (duration < TimeSpan.Zero)
        {
            text.Append('-');
            duration = -duration;
        }

        long hours = (long)duration.TotalHours;
        if (hours > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        }

        if (hours > 0 || duration.Minutes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{duration.Minutes}m");
        }

        double seconds = duration.Seconds + (duration.Ticks % TimeSpan.TicksPerSecond / (double)TimeSpan.TicksPerSecond);
        return text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('s').ToString();
    }
}
