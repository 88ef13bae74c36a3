using System.Globalization;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// Probabilities with a fixed number of decimals, rounded as C and Go do: by the exact value, halves to the even digit. The runtime's
/// own "F10" rounds halves up, which shows at 1/2048.
/// </summary>
internal static class DecimalText
{
    internal static byte[] Format(double value, int decimals)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        ulong mantissa = (ulong)bits & 0xfffffffffffff;
        int shift = exponent == 0 ? 1074 : 1075 - exponent;
        if (exponent != 0)
        {
            mantissa |= 1UL << 52;
        }

        var scaled = (UInt128)mantissa * (UInt128)Math.Pow(10, decimals);
        var rounded = shift switch
        {
            <= 0 => scaled << -shift,
            > 126 => UInt128.Zero,
            _ => RoundedShift(scaled, shift),
        };
        var (whole, fraction) = UInt128.DivRem(rounded, (UInt128)Math.Pow(10, decimals));
        string digits = fraction.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0');
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{whole}.{digits}"));
    }

    private static UInt128 RoundedShift(UInt128 value, int shift)
    {
        var quotient = value >> shift;
        var rest = value - (quotient << shift);
        var half = UInt128.One << (shift - 1);
        return rest > half || (rest == half && UInt128.IsOddInteger(quotient)) ? quotient + 1 : quotient;
    }
}
