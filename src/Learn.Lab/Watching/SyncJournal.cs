using Learn.Proxy;

namespace Learn;

/// <summary>The syncs of all nodes: numbers them, keeps the last of each node, and wakes who waits for the next one.</summary>
internal sealed class SyncJournal
{
    /// <summary>So many are kept for each node, of both families together.</summary>
    public const int MostRecords = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<SyncRecord>> byNode = new(StringComparer.Ordinal);
    private TaskCompletionSource news = NewSignal();

    /// <summary>The number of the newest sync; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>Takes down a sync.</summary>
    public SyncRecord Add(string node, SyncReport report, DateTimeOffset endedAt)
    {
        ArgumentNullException.ThrowIfNull(report);
        SyncRecord record;
        TaskCompletionSource signal;
        lock (gate)
        {
            record = new SyncRecord(report.Plan, endedAt, report.Duration, report.Failure) { Number = ++Last, Node = node, Reason = report.Reason, Timings = report.Timings };
            if (!byNode.TryGetValue(node, out var records))
            {
                byNode.Add(node, records = []);
            }

            records.Enqueue(record);
            while (records.Count > MostRecords)
            {
                records.Dequeue();
            }

            (signal, news) = (news, NewSignal());
        }

        PackedPayload.PackSoon(record.Plan);
        signal.SetResult();
        return record;
    }

    /// <summary>The syncs of a node that are kept, the oldest first.</summary>
    public IReadOnlyList<SyncRecord> Of(string node)
    {
        lock (gate)
        {
            return byNode.TryGetValue(node, out var records) ? [.. records] : [];
        }
    }

    /// <summary>The syncs after a number that are kept, of one node or of all, in order; each with the one before it.</summary>
    public IReadOnlyList<SyncEvent> After(long number, string? node)
    {
        lock (gate)
        {
            return [.. byNode.Where(entry => node is null || entry.Key == node)
                .SelectMany(entry => entry.Value.Where(record => record.Number > number).Select(record => new SyncEvent(record, Before(entry.Value, record))))
                .OrderBy(one => one.Record.Number)];
        }
    }

    /// <summary>The sync of a number with the one before it; null if it is not kept.</summary>
    public SyncEvent? Find(long number)
    {
        lock (gate)
        {
            return byNode.Values.SelectMany(records => records.Where(record => record.Number == number).Select(record => new SyncEvent(record, Before(records, record)))).FirstOrDefault();
        }
    }

    /// <summary>Waits until there is a sync after this number.</summary>
    public async Task WaitAsync(long number, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (Last > number)
                {
                    return;
                }

                next = news.Task;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets a node that is gone.</summary>
    public void Forget(string node)
    {
        lock (gate)
        {
            byNode.Remove(node);
        }
    }

    private static SyncRecord? Before(IEnumerable<SyncRecord> records, SyncRecord record)
        => records.LastOrDefault(one => one.Number < record.Number && one.Plan.Family == record.Plan.Family);

    // Who wakes up must not run within the sync loop.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
