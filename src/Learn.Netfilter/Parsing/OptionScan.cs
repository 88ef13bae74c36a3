using System.Buffers.Text;

namespace Learn.Netfilter;

/// <summary>Walks through the words of one match or target: options, each perhaps with <c>!</c> before it, and their values.</summary>
internal ref struct OptionScan(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<Word> _words = words;
    private int _position;

    internal readonly bool AtEnd => _position == _words.Length;

    internal readonly ReadOnlySpan<byte> Peek => AtEnd ? default : _words[_position].Value(_text);

    /// <summary>Goes to the next option; false at the end, or after a <c>!</c> that nothing follows.</summary>
    internal bool Next(out ReadOnlySpan<byte> option, out bool inverted)
    {
        inverted = TrySkip("!"u8);
        option = Peek;
        if (AtEnd)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>The value of an option; false at the end.</summary>
    internal bool Value(out ReadOnlySpan<byte> value)
    {
        value = Peek;
        if (AtEnd)
        {
            return false;
        }

        _position++;
        return true;
    }

    internal bool TrySkip(scoped ReadOnlySpan<byte> word)
    {
        bool found = Peek.SequenceEqual(word);
        if (found)
        {
            _position++;
        }

        return found;
    }

    internal bool Number(out uint number)
    {
        number = 0;
        return Value(out var value) && Utf8Parser.TryParse(value, out number, out int used) && used == value.Length;
    }

    /// <summary>A number in decimal, or in hexadecimal after <c>0x</c>.</summary>
    internal static bool TryReadMark(ReadOnlySpan<byte> text, out uint number)
    {
        bool isHex = text.StartsWith("0x"u8);
        var digits = isHex ? text[2..] : text;
        return Utf8Parser.TryParse(digits, out number, out int used, isHex ? 'x' : 'D') && used == digits.Length;
    }

    internal static bool TryReadMarkAndMask(ReadOnlySpan<byte> text, out uint value, out uint mask)
    {
        mask = uint.MaxValue;
        int slash = text.IndexOf((byte)'/');
        return TryReadMark(slash < 0 ? text : text[..slash], out value) && (slash < 0 || TryReadMark(text[(slash + 1)..], out mask));
    }

    internal static bool TryReadPorts(ReadOnlySpan<byte> text, byte separator, bool inverted, out PortRange ports)
    {
        ports = default;
        int split = text.IndexOf(separator);
        var low = split < 0 ? text : text[..split];
        var high = split < 0 ? text : text[(split + 1)..];
        ushort first = 0, last = ushort.MaxValue;
        if ((split < 0 || !low.IsEmpty) && !(Utf8Parser.TryParse(low, out first, out int used) && used == low.Length))
        {
            return false;
        }

        if ((split < 0 || !high.IsEmpty) && !(Utf8Parser.TryParse(high, out last, out int usedByLast) && usedByLast == high.Length))
        {
            return false;
        }

        ports = new PortRange(first, last) { Inverted = inverted };
        return first <= last;
    }
}
