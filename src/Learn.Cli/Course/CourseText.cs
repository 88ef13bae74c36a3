using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Learn.Cli.Course;

/// <summary>How the course's reports write numbers, times and JSON.</summary>
internal static class CourseText
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A value as JSON for people and programs alike.</summary>
    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>A number of things: <c>1 try</c>, <c>3 tries</c>.</summary>
    public static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    /// <summary>A part of a whole: <c>3 of 5</c>; a dash of nothing.</summary>
    public static string Of(int part, int whole) => whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{part} of {whole}");

    /// <summary>A day.</summary>
    public static string Day(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A number.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
