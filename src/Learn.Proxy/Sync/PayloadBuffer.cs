using System.Buffers;

namespace Learn.Proxy;

/// <summary>A growing array of bytes that is handed out as it is: a payload may have 30 MB, and one copy less counts.</summary>
internal sealed class PayloadBuffer(int capacity) : IBufferWriter<byte>
{
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity);
    private int _written;

    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _written);

    internal int Length => _written;

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_written));
        _written += bytes.Length;
    }

    internal void Clear() => _written = 0;

    private void Reserve(int length)
    {
        if (_bytes.Length - _written < Math.Max(length, 1))
        {
            byte[] larger = GC.AllocateUninitializedArray<byte>(Math.Max(_bytes.Length * 2, _written + length));
            _bytes.AsSpan(0, _written).CopyTo(larger);
            _bytes = larger;
        }
    }
}
