using System.Buffers.Binary;

namespace Learn.Sandbox;

/// <summary>The messages in what was received from a netlink socket (netlink(7)), one after the other.</summary>
internal ref struct NetlinkMessages(ReadOnlySpan<byte> bytes)
{
    private const int HeaderSize = 16;
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Type of the message: for nf_tables 0x0a00 and the kind of message.</summary>
    public ushort Type { get; private set; }

    /// <summary>Its flags.</summary>
    public ushort Flags { get; private set; }

    /// <summary>What it says.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Goes on to the next message; false if there is none.</summary>
    public bool Next()
    {
        if (_rest.Length < HeaderSize)
        {
            return false;
        }

        int length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(_rest), (uint)_rest.Length);
        if (length < HeaderSize)
        {
            return false;
        }

        Type = BinaryPrimitives.ReadUInt16LittleEndian(_rest[4..]);
        Flags = BinaryPrimitives.ReadUInt16LittleEndian(_rest[6..]);
        Body = _rest[HeaderSize..length];
        _rest = _rest[Math.Min(_rest.Length, (length + 3) & ~3)..];
        return true;
    }
}
