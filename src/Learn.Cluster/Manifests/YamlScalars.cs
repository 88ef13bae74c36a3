using System.Globalization;

namespace Learn.Cluster;

/// <summary>What an unquoted scalar means in YAML 1.1, the version that kubectl reads.</summary>
internal static class YamlScalars
{
    public static object? Resolve(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y":
                return true;
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N":
                return false;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
            case ".nan" or ".NaN" or ".NAN":
                return double.NaN;
        }

        if (!(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
        {
            return text;
        }

        return ResolveInteger(text.Replace("_", "", StringComparison.Ordinal)) ?? ResolveNumber(text) ?? (object)text;
    }

    private static object? ResolveInteger(string text)
    {
        var sign = text[0] is '-' ? -1 : 1;
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        if (digits.Length == 0)
        {
            return null;
        }

        var magnitude = digits switch
        {
            ['0', 'x' or 'X', .. var hex] => ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var h) ? h : null,
            ['0', 'b', .. var binary] => ParseRadix(binary, 2),
            ['0', 'o', .. var octal] => ParseRadix(octal, 8),
            ['0', .. { Length: > 0 } octal] => ParseRadix(octal, 8),
            _ => ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var d) ? d : (ulong?)null,
        };
        return magnitude switch
        {
            null => null,
            <= long.MaxValue => sign * (long)magnitude,
            _ => sign * (double)magnitude,
        };
    }

    private static ulong? ParseRadix(string digits, uint radix)
    {
        if (digits.Length is 0 or > 63)
        {
            return null;
        }

        ulong value = 0;
        foreach (var digit in digits)
        {
            if (digit < '0' || digit >= '0' + radix)
            {
                return null;
            }

            value = (value * radix) + (ulong)(digit - '0');
        }

        return value;
    }

    private static double? ResolveNumber(string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var hasDigit = text.Any(char.IsAsciiDigit);
        return hasDigit && double.TryParse(text, style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
