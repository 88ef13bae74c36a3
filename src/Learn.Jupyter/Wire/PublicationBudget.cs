using System.Runtime.CompilerServices;
using NetMQ;

namespace Learn.Jupyter;

/// <summary>
/// How much of what a kernel has published is still on its way. ZeroMQ would either keep everything for a front end that reads slowly, or
/// drop what is too much; here a cell that writes faster than every front end reads waits instead.
/// </summary>
internal sealed class PublicationBudget
{
    /// <summary>Bytes on their way above which a writer waits. As much may still be shown after an interrupt.</summary>
    public const long Most = 4 * 1024 * 1024;

    // What a message costs beside its last frame: the other frames, and the objects around them.
    private const int Overhead = 1024;

    // Also the pace at which an interrupt is noticed.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // A connection that breaks forgets the message it was sending; its buffer is then found by the garbage collector.
    private const int LooksBeforeCollection = 100;

    private static readonly Buffers Pool = Buffers.Installed();

    private readonly object gate = new();
    private long onTheWay;
    private bool closed;

    /// <summary>The bytes on their way.</summary>
    public long OnTheWay
    {
        get
        {
            lock (gate)
            {
                return onTheWay;
            }
        }
    }

    /// <summary>Waits until there is room to publish more, or nobody is there to be waited for.</summary>
    /// <returns>False when the wait was given up: then there is no room, and what was to be published is left out.</returns>
    public bool Wait(CancellationToken givenUp)
    {
        lock (gate)
        {
            for (var looks = 1; onTheWay >= Most && !closed; looks++)
            {
                if (givenUp.IsCancellationRequested)
                {
                    return false;
                }

                Monitor.Wait(gate, Look);
                if (looks % LooksBeforeCollection == 0)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
                }
            }
        }

        return true;
    }

    /// <summary>Counts a message until it has left for every front end.</summary>
    public Publication Count(List<byte[]> frames) => new(this, frames.Sum(frame => (long)frame.Length) + Overhead);

    /// <summary>Lets everybody go who waits: nothing leaves any more.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Change(long bytes)
    {
        lock (gate)
        {
            onTheWay += bytes;
            if (bytes < 0)
            {
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>A message on its way.</summary>
    internal sealed class Publication : IDisposable
    {
        private readonly PublicationBudget budget;
        private readonly long bytes;
        private int isOver;

        public Publication(PublicationBudget budget, long bytes)
        {
            (this.budget, this.bytes) = (budget, bytes);
            budget.Change(bytes);
        }

        ~Publication() => Dispose();

        /// <summary>The last frame as a message whose buffer comes back when every connection has sent it.</summary>
        public Msg LastFrame(byte[] frame)
        {
            var message = default(Msg);
            Pool.Next = this;
            message.InitPool(frame.Length);
            frame.CopyTo(message.Slice());
            return message;
        }

        /// <summary>It has left, or never will.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0)
            {
                GC.SuppressFinalize(this);
                budget.Change(-bytes);
            }
        }
    }

    /// <summary>ZeroMQ's buffers: plain arrays, but it is known of some what they were taken for.</summary>
    private sealed class Buffers : IBufferPool
    {
        private readonly ConditionalWeakTable<byte[], Publication> taken = [];
        private readonly ThreadLocal<Publication?> next = new();

        public Publication? Next
        {
            set => next.Value = value;
        }

        public static Buffers Installed()
        {
            var pool = new Buffers();
            BufferPool.SetCustomBufferPool(pool);
            return pool;
        }

        public byte[] Take(int size)
        {
            var buffer = new byte[size];
            if (next.Value is { } publication)
            {
                next.Value = null;
                taken.Add(buffer, publication);
            }

            return buffer;
        }

        public void Return(byte[] buffer)
        {
            if (taken.TryGetValue(buffer, out var publication))
            {
                taken.Remove(buffer);
                publication.Dispose();
            }
        }

        public void Dispose() => next.Dispose();
    }
}
