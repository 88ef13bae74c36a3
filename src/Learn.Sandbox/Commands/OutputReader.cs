using System.Buffers;
using System.Text;

namespace Learn.Sandbox;

/// <summary>Reads what a command writes: keeps it, and cuts it into lines for whoever listens.</summary>
internal sealed class OutputReader(Stream stream, Action<string>? onLine, bool keep, Action<ReadOnlyMemory<byte>>? onBytes = null)
{
    private const int Piece = 64 * 1024;
    private const int Drip = 4096;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);
    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private long _count;

    /// <summary>Bytes read so far.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>What was kept. Only after the reading has ended.</summary>
    public ReadOnlyMemory<byte> Content => _content.WrittenMemory;

    /// <summary>Reads to the end of the stream, or until told to stop.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            await using (stream)
            {
                int count;
                while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    onBytes?.Invoke(buffer.AsMemory(0, count));
                    Take(buffer.AsSpan(0, count));
                    if (onBytes is not null && count < Drip)
                    {
                        // A program that writes without a buffer sends a few bytes at a time: each would cost a wake-up here, more
                        // than the writing costs there (1.5 s for 1,000 requests of curl). A moment later there is more to take.
                        await Task.Delay(Moment, cancellationToken);
                    }
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // What was read until now counts.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (_line.WrittenCount > 0)
        {
            EndLine();
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        Volatile.Write(ref _count, _count + bytes.Length);
        if (keep)
        {
            _content.Write(bytes);
        }

        if (onLine is null)
        {
            return;
        }

        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            _line.Write(bytes[..end]);
            EndLine();
        }

        _line.Write(bytes);
    }

    private void EndLine()
    {
        onLine!(Encoding.UTF8.GetString(_line.WrittenSpan));
        _line.ResetWrittenCount();
    }
}
