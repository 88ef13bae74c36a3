using System.Globalization;
using System.Text;

namespace Learn.Cluster;

/// <summary>A field that the API server's validation refuses, in its own wording.</summary>
/// <param name="Path">The path of the field, <c>spec.ports[0].port</c>.</param>
/// <param name="Message">Kind of error, value and reason: <c>Invalid value: 0: must be between 1 and 65535, inclusive</c>.</param>
public sealed record FieldError(string Path, string Message)
{
    /// <summary>Where to look, when that is more exact than the path that the API server writes.</summary>
    internal string Place { get; init; } = Path;

    /// <summary>Path and message.</summary>
    public override string ToString() => $"{Path}: {Message}";

    internal static FieldError Invalid(string path, object? value, string detail) => new(path, $"Invalid value: {Show(value)}: {detail}");

    internal static FieldError Required(string path, string detail = "") =>
        new(path, detail.Length == 0 ? "Required value" : $"Required value: {detail}");

    internal static FieldError Forbidden(string path, string detail) => new(path, $"Forbidden: {detail}");

    internal static FieldError Duplicate(string path, object? value) => new(path, $"Duplicate value: {Show(value)}");

    internal static FieldError TooLong(string path, int limit) => new(path, $"Too long: must have at most {limit} bytes");

    internal static FieldError TooMany(string path, int actual, int limit) =>
        new(path, $"Too many: {actual}: must have at most {limit} items");

    internal static FieldError NotSupported(string path, object? value, params string[] supported) =>
        new(path, $"Unsupported value: {Show(value)}: supported values: {string.Join(", ", supported.Select(Show))}");

    internal static FieldError NotFound(string path, object? value) => new(path, $"Not found: {Show(value)}");

    internal static FieldError InternalError(string path, string detail) => new(path, $"Internal error: {detail}");

    private static string Show(object? value) => value switch
    {
        null => "\"null\"",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable<string> texts => $"[]string{{{string.Join(", ", texts.Select(Quote))}}}",
        GoText go => go.Text,
        _ => Quote(value.ToString() ?? ""),
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            quoted = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted.Append("\\r"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
