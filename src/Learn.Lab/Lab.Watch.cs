using System.Runtime.CompilerServices;

namespace Learn;

/// <content>Watching kube-proxy at work.</content>
public sealed partial class Lab
{
    /// <summary>
    /// Each sync of kube-proxy from now on, as it happens: why, full or partial, how many rules and bytes, how long generation and restore took, and what
    /// changed. <c>await foreach (var sync in lab.Watch()) …</c> ends with its token, the loop, or the lab.
    /// </summary>
    /// <param name="node">The node's name; null for all nodes, those added later too.</param>
    /// <param name="after">Begins after the sync of this number, as far as it is kept: 0 for all that are; null for none but those to come.</param>
    /// <param name="cancellationToken">Ends it; so does the interrupt of the cell.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public IAsyncEnumerable<SyncEvent> Watch(string? node = null, long? after = null, CancellationToken cancellationToken = default)
    {
        string? name = node is null ? null : control.Nodes.Get(node).Name;
        return WatchFromAsync(name, after ?? control.Journal.Last, AmbientCancellation.Or(cancellationToken));
    }

    /// <summary>The syncs after a number, as soon as there is one; none if none came in time.</summary>
    internal async Task<IReadOnlyList<SyncEvent>> SyncsAfterAsync(long after, string? node, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        ending.CancelAfter(patience);
        try
        {
            while (true)
            {
                long last = control.Journal.Last;
                if (control.Journal.After(after, node) is { Count: > 0 } news)
                {
                    return news;
                }

                await control.Journal.WaitAsync(last, ending.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>What a sync gave to iptables-restore, chain by chain, beside the sync before.</summary>
    /// <param name="number">Its number (<see cref="SyncRecord.Number"/>); null for the last one of the node.</param>
    /// <param name="node">The node, where no number is given; null for the first.</param>
    /// <exception cref="LabException">There is no such sync, or it is not kept any more.</exception>
    public RestoreView ViewSync(long? number = null, string? node = null)
    {
        long wanted = number ?? LastSync(node)?.Number ?? throw new LabException("kube-proxy has not synced yet.");
        return RestoreView.Of(control.Journal.Find(wanted) ?? throw new LabException(wanted < 1 || wanted > control.Journal.Last
            ? $"There is no sync {wanted}: the last one is {control.Journal.Last}."
            : $"Sync {wanted} is not kept any more: of each node the last {SyncJournal.MostRecords} are."));
    }

    /// <summary>The name of a node as it is written, <c>node-1</c> or <c>node/node-1</c>.</summary>
    /// <exception cref="LabException">There is no such node.</exception>
    internal string NodeCalled(string name) => control.Nodes.Get(name.StartsWith("node/", StringComparison.Ordinal) ? name[5..] : name).Name;

    /// <summary>The number of the newest sync.</summary>
    internal long LastSyncNumber => control.Journal.Last;

    private async IAsyncEnumerable<SyncEvent> WatchFromAsync(string? node, long after, CancellationToken given, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(given, cancellationToken);
        while (!Ended.IsCancellationRequested)
        {
            foreach (var sync in await SyncsAfterAsync(after, node, Timeout.InfiniteTimeSpan, ending.Token))
            {
                after = sync.Number;
                yield return sync;
            }
        }
    }
}
