using System.Globalization;

namespace Learn.Cluster;

/// <summary>Ages and the like as kubectl writes them: <c>45s</c>, <c>2m30s</c>, <c>14m</c>, <c>5h20m</c>, <c>3d</c>.</summary>
public static class HumanDuration
{
    private const int HoursOfYear = 24 * 365;

    /// <summary>Two parts at most, and only as exact as one reads it at that size.</summary>
    /// <param name="duration">The duration. A second too little counts as nothing; less than that is no duration.</param>
    public static string Format(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var (minutes, hours) = (seconds / 60, seconds / 3600);
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 120 => Join((seconds, 's')),
            _ when minutes < 10 => Join((minutes, 'm'), (seconds % 60, 's')),
            _ when minutes < 180 => Join((minutes, 'm')),
            _ when hours < 8 => Join((hours, 'h'), (minutes % 60, 'm')),
            _ when hours < 48 => Join((hours, 'h')),
            _ when hours < 192 => Join((hours / 24, 'd'), (hours % 24, 'h')),
            _ when hours < HoursOfYear * 2 => Join((hours / 24, 'd')),
            _ when hours < HoursOfYear * 8 => Join((hours / HoursOfYear, 'y'), (hours / 24 % 365, 'd')),
            _ => Join((hours / HoursOfYear, 'y')),
        };
    }

    private static string Join((long Number, char Unit) large) => string.Create(CultureInfo.InvariantCulture, $"{large.Number}{large.Unit}");

    private static string Join((long Number, char Unit) large, (long Number, char Unit) small) =>
        small.Number == 0 ? Join(large) : Join(large) + Join(small);
}
