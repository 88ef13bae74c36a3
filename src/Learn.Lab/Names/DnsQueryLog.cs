using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Learn;

/// <summary>The latest questions to the cluster's name servers, and those to come for who wants to follow them.</summary>
internal sealed class DnsQueryLog
{
    /// <summary>As many are kept, and wait for a follower who is slow; older ones are dropped then.</summary>
    public const int Capacity = 1000;

    private readonly Lock gate = new();
    private readonly Queue<DnsQuery> recent = new();
    private ImmutableArray<ChannelWriter<DnsQuery>> followers = [];

    /// <summary>The latest questions, oldest first.</summary>
    public IReadOnlyList<DnsQuery> Recent
    {
        get
        {
            lock (gate)
            {
                return [.. recent];
            }
        }
    }

    /// <summary>Notes a question.</summary>
    public void Add(DnsQuery query)
    {
        lock (gate)
        {
            if (recent.Count == Capacity)
            {
                recent.Dequeue();
            }

            recent.Enqueue(query);
            foreach (var follower in followers)
            {
                follower.TryWrite(query);
            }
        }
    }

    /// <summary>The questions from now on, each as soon as it was answered; ends only by cancellation.</summary>
    public IAsyncEnumerable<DnsQuery> FollowAsync(CancellationToken cancellationToken = default)
    {
        // Registered here and not at the first step of the enumeration: what happens after this call is seen.
        var channel = Channel.CreateBounded<DnsQuery>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (gate)
        {
            followers = followers.Add(channel.Writer);
        }

        return ReadAsync(channel, cancellationToken);
    }

    private async IAsyncEnumerable<DnsQuery> ReadAsync(Channel<DnsQuery> channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var query in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return query;
            }
        }
        finally
        {
            lock (gate)
            {
                followers = followers.Remove(channel.Writer);
            }
        }
    }
}
