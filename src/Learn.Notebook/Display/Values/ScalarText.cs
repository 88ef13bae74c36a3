using System.Collections.Concurrent;
using System.Globalization;

namespace Learn.Notebook;

/// <summary>Values that are shown as a text and nothing more.</summary>
internal static class ScalarText
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    /// <summary>True for a value of this type.</summary>
    public static bool IsScalar(Type type) => Known.GetOrAdd(type, Decide);

    /// <summary>True for a number, which stands on the right in a table.</summary>
    public static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or Half or float or double or decimal or System.Numerics.BigInteger;

    /// <summary>The text of such a value, in the invariant culture.</summary>
    public static string Of(object value) => value switch
    {
        string text => text,
        char character => character.ToString(),
        double or float or Half => ((IFormattable)value).ToString("G", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Type type => TypeName.Of(type),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture) ?? "",
        _ => value.ToString() ?? "",
    };

    private static bool Decide(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || typeof(Type).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type)
        || (type.IsValueType && typeof(IFormattable).IsAssignableFrom(type))
        || typeof(Uri).IsAssignableFrom(type) || typeof(Version) == type || typeof(System.Text.RegularExpressions.Regex).IsAssignableFrom(type)
        || typeof(CultureInfo).IsAssignableFrom(type) || typeof(System.Text.StringBuilder) == type
        || type.FullName is "System.Net.IPAddress" or "System.Net.IPEndPoint" or "System.Net.DnsEndPoint" or "System.Net.IPNetwork" or "System.Text.Rune"
        || typeof(System.Net.IPAddress).IsAssignableFrom(type)
        || IsSmallValueOfOurs(type);

    // Names, ports, outcomes and the like: structs with a text of their own.
    private static bool IsSmallValueOfOurs(Type type) =>
        type.IsValueType && type.Namespace?.StartsWith("Learn", StringComparison.Ordinal) == true
        && type.GetMethod(nameof(ToString), Type.EmptyTypes) is { } method && method.DeclaringType == type
        && !Attribute.IsDefined(method, typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));
}
