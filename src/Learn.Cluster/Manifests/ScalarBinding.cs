using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Makes values of API types from scalars.</summary>
internal static partial class ScalarBinding
{
    private static readonly string[] TimestampFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Whether the scalar fits; if so, the value.</summary>
    public static bool Bind(ManifestScalar scalar, TypeSchema schema, out object? value)
    {
        value = Convert(scalar.Value, schema.Shape);
        return value is not null;
    }

    /// <summary>The value of an API type for a resolved scalar, or null when it does not fit.</summary>
    public static object? Convert(object? scalar, SchemaShape shape) => (shape, scalar) switch
    {
        (SchemaShape.Text, string text) => text,
        (SchemaShape.Boolean, bool flag) => flag,
        (SchemaShape.Int32, long number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null,
        (SchemaShape.Int64, long number) => number,
        (SchemaShape.Int32 or SchemaShape.Int64, double number) when Math.Abs(number) < 1e15 && number == Math.Truncate(number) =>
            Convert((long)number, shape),
        (SchemaShape.Number, long number) => (double)number,
        (SchemaShape.Number, double number) => number,
        (SchemaShape.Timestamp, string text) => ToTime(text),
        (SchemaShape.IntOrString, long number) => (IntOrString)number.ToString(CultureInfo.InvariantCulture),
        (SchemaShape.IntOrString, string text) => (IntOrString)text,
        (SchemaShape.Quantity, string text) => ToQuantity(text),
        (SchemaShape.Quantity, long number) => ToQuantity(number.ToString(CultureInfo.InvariantCulture)),
        (SchemaShape.Quantity, double number) => ToQuantity(number.ToString("R", CultureInfo.InvariantCulture)),
        (SchemaShape.Bytes, string text) => ToBytes(text),
        _ => null,
    };

    /// <summary>The integer that a text consists of, or null.</summary>
    public static long? ToInteger(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer : null;

    private static DateTime? ToTime(string text)
    {
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal;
        var isTime = DateTimeOffset.TryParseExact(text, TimestampFormats, CultureInfo.InvariantCulture, style, out var time);
        return isTime && HasOffset(text) ? time.UtcDateTime : null;
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');

    private static ResourceQuantity? ToQuantity(string text)
    {
        // The model's own parser takes texts that the API refuses, such as a lone suffix.
        if (!QuantityPattern().IsMatch(text))
        {
            return null;
        }

        try
        {
            return new ResourceQuantity(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[]? ToBytes(string text)
    {
        var bytes = new byte[text.Length];
        return System.Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    [GeneratedRegex(@"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[KMGTPE]i|[numkMGTPE])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex QuantityPattern();
}
