using System.Net.Sockets;

namespace Learn;

/// <summary>A connection's stream that remembers when and how it ended.</summary>
internal sealed class WatchedStream(Socket socket, Func<TimeSpan> clock) : Stream
{
    private readonly NetworkStream inner = new(socket, ownsSocket: true);
    private bool watching;
    private readonly TaskCompletionSource<ConnectionEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How it ended; null while it is open.</summary>
    public ConnectionEnd? End => ended.Task.IsCompletedSuccessfully ? ended.Task.Result : null;

    /// <summary>Done when it has ended.</summary>
    public Task<ConnectionEnd> Ended => ended.Task;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>
    /// Notices an end that comes while nobody reads, as over HTTP/1.1 between two requests. Lasts until something comes.
    /// </summary>
    public async Task WatchWhileIdleAsync()
    {
        if (Interlocked.Exchange(ref watching, true))
        {
            return;
        }

        try
        {
            // A look that takes nothing away: it finds a byte, or, at the end only, none.
            if (await socket.ReceiveAsync(new byte[1], SocketFlags.Peek) == 0)
            {
                Note("the other end closed it", byPeer: true);
            }
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.OperationAborted)
        {
            Note(e.Message, byPeer: true);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was closed here.
        }
        finally
        {
            Volatile.Write(ref watching, false);
        }
    }

    /// <summary>Says that this end does not use it any more.</summary>
    public void Break(string reason) => Note(reason, byPeer: false);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await WatchAsync(inner.ReadAsync(buffer, cancellationToken));
        if (count == 0 && !buffer.IsEmpty)
        {
            Note("the other end closed it", byPeer: true);
        }

        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            Note(Words(e), byPeer: true);
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Note("this end closed it", byPeer: false);
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> WatchAsync(ValueTask<int> reading)
    {
        try
        {
            return await reading;
        }
        catch (IOException e)
        {
            Note(Words(e), byPeer: true);
            throw;
        }
    }

    private void Note(string reason, bool byPeer) => ended.TrySetResult(new ConnectionEnd(clock(), reason, byPeer));

    private static string Words(IOException error) => (error.InnerException ?? error).Message;
}
