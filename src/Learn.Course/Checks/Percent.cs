using System.Globalization;

namespace Learn.Course;

/// <summary>Percentages as exercises write them and learners read them.</summary>
internal static class Percent
{
    /// <summary>Reads one: <c>33.3</c>, <c>33.3 %</c>.</summary>
    /// <exception cref="CourseException">It is none.</exception>
    public static double Parse(string text)
        => double.TryParse(text.Replace("%", "", StringComparison.Ordinal).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value <= 100.0001
            ? value
            : throw new CourseException($"\"{text}\" is no percentage between 0 and 100.");

    /// <summary>Writes a share of 0–1, with at most one decimal: <c>33.3 %</c>.</summary>
    public static string Of(double share) => $"{Number(share)} %";

    /// <summary>The number alone: <c>33.3</c>.</summary>
    public static string Number(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture);
}
