using System.Buffers.Binary;
using System.Text;

namespace Learn.Sandbox;

/// <summary>The attributes of a netlink message, one after the other. Numbers are big-endian, as those of nf_tables are.</summary>
internal ref struct NetlinkAttributes(ReadOnlySpan<byte> bytes)
{
    private const int HeaderSize = 4;
    private const int TypeBits = 0x3fff;
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Which attribute it is.</summary>
    public int Type { get; private set; }

    /// <summary>Its value.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The value as a text that ends with a zero.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Value.TrimEnd((byte)0));

    /// <summary>The value as a number.</summary>
    public readonly uint Number => Value.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(Value) : 0;

    /// <summary>The value as a long number.</summary>
    public readonly ulong LongNumber => Value.Length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64BigEndian(Value) : 0;

    /// <summary>Goes on to the next attribute; false if there is none.</summary>
    public bool Next()
    {
        if (_rest.Length < HeaderSize)
        {
            return false;
        }

        int length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(_rest), _rest.Length);
        if (length < HeaderSize)
        {
            return false;
        }

        Type = BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]) & TypeBits;
        Value = _rest[HeaderSize..length];
        _rest = _rest[Math.Min(_rest.Length, (length + 3) & ~3)..];
        return true;
    }
}
