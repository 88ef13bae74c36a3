using System.Buffers;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// Writes UTF-8 into a span: either one that an output hands out and that is replaced when it is full, or a fixed one, where writing
/// too much only sets <see cref="Overflowed"/>.
/// </summary>
internal ref struct Utf8Cursor
{
    private const int Chunk = 1024;
    private readonly IBufferWriter<byte>? _output;
    private Span<byte> _span;
    private int _written;

    internal Utf8Cursor(IBufferWriter<byte> output)
    {
        _output = output;
        _span = output.GetSpan(Chunk);
    }

    internal Utf8Cursor(Span<byte> span) => _span = span;

    internal bool Overflowed { get; private set; }

    internal readonly ReadOnlySpan<byte> Written => _span[.._written];

    /// <summary>Hands everything written to the output.</summary>
    internal void Flush()
    {
        _output!.Advance(_written);
        _span = default;
        _written = 0;
    }

    internal void Write(scoped ReadOnlySpan<byte> utf8)
    {
        if (Reserve(utf8.Length))
        {
            utf8.CopyTo(_span[_written..]);
            _written += utf8.Length;
        }
    }

    internal void WriteByte(byte value)
    {
        if (Reserve(1))
        {
            _span[_written++] = value;
        }
    }

    internal void Write(string text)
    {
        if (text.Length <= _span.Length - _written && Ascii.FromUtf16(text, _span[_written..], out int length) == OperationStatus.Done)
        {
            _written += length;
        }
        else if (Reserve(Encoding.UTF8.GetByteCount(text)))
        {
            _written += Encoding.UTF8.GetBytes(text, _span[_written..]);
        }
    }

    internal void Write(ulong number)
    {
        if (Reserve(20))
        {
            number.TryFormat(_span[_written..], out int length);
            _written += length;
        }
    }

    /// <summary>Writes <c>0x</c> and the number in hexadecimal.</summary>
    /// <param name="number">The number.</param>
    /// <param name="padded">True for eight digits in any case.</param>
    internal void WriteHex(uint number, bool padded)
    {
        if (Reserve(10))
        {
            _span[_written++] = (byte)'0';
            _span[_written++] = (byte)'x';
            number.TryFormat(_span[_written..], out int length, padded ? "x8" : "x");
            _written += length;
        }
    }

    internal void Write(AddressPattern address, TextStyle style)
    {
        if (!address.IsValid || (style == TextStyle.Restore && address.Literal is not null))
        {
            Write(address.Literal ?? "");
        }
        else if (Reserve(AddressText.MaxLength + 4))
        {
            var rest = _span[_written..];
            _written += style == TextStyle.Save ? address.WriteSave(rest) : address.WriteNormal(rest);
        }
    }

    internal void Write(NatRange range, TextStyle style)
    {
        if (style == TextStyle.Restore || !range.TryRead(out var parts))
        {
            Write(range.Text);
        }
        else if (Reserve(NatRangeText.MaxLength))
        {
            _written += NatRangeText.Write(_span[_written..], parts);
        }
    }

    internal void Write(PortRange? some, byte separator)
    {
        if (some is not { } ports)
        {
            return;
        }

        Write(ports.First);
        if (ports.Last != ports.First)
        {
            WriteByte(separator);
            Write(ports.Last);
        }
    }

    private bool Reserve(int length)
    {
        if (length <= _span.Length - _written)
        {
            return true;
        }

        if (_output is null)
        {
            // A fixed span may be too short for an upper bound and still long enough for the text, so it has some room to spare.
            Overflowed = true;
            return false;
        }

        _output.Advance(_written);
        _written = 0;
        _span = _output.GetSpan(Math.Max(length, Chunk));
        return true;
    }
}
