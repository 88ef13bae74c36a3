using System.Buffers;
using System.IO.Compression;
using Learn.Proxy;

namespace Learn;

/// <summary>
/// Keeps the payloads of old syncs packed: a hundred of them would hold hundreds of megabytes at 10,000 Services, and packed they need about a tenth.
/// </summary>
internal static class PackedPayload
{
    private const int SmallestWorthIt = 2048;

    // Fast and already eight times smaller; windows of 4 MB see the chains that repeat.
    private const int Quality = 1;
    private const int Window = 22;

    /// <summary>Packs a plan's payload in the background; reading it gives the same bytes before and after.</summary>
    public static void PackSoon(SyncPlan plan)
    {
        if (plan.PayloadLength >= SmallestWorthIt)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static plan => Pack(plan), plan, preferLocal: false);
        }
    }

    /// <summary>Packs a plan's payload now.</summary>
    /// <returns>The number of bytes that are kept.</returns>
    public static int Pack(SyncPlan plan)
    {
        var payload = plan.Payload;
        byte[] room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(payload.Length));
        try
        {
            if (!BrotliEncoder.TryCompress(payload.Span, room, out int length, Quality, Window))
            {
                return payload.Length;
            }

            byte[] packed = room.AsSpan(0, length).ToArray();
            int size = payload.Length;
            plan.KeepPayloadElsewhere(() => Unpack(packed, size));
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private static ReadOnlyMemory<byte> Unpack(byte[] packed, int size)
    {
        byte[] payload = GC.AllocateUninitializedArray<byte>(size);
        return BrotliDecoder.TryDecompress(packed, payload, out int written) && written == size ? payload : throw new InvalidDataException("A payload that was packed cannot be read again.");
    }
}
