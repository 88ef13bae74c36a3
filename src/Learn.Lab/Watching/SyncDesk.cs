using System.Globalization;
using System.Text;

namespace Learn;

/// <summary>Answers what other processes ask about syncs.</summary>
internal sealed class SyncDesk(Lab lab)
{
    private const int WidthOfReason = 86;

    // Shorter than any patience with a silent socket; the asker asks again at once.
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    /// <summary>The syncs after the asker's cursor as soon as there are some, with the new cursor; the first question gets the cursor alone, at once.</summary>
    public async Task<LabReply> WatchAsync(LabRequest.WatchSyncs request, CancellationToken cancellationToken)
    {
        string? node = request.Node is { } name ? lab.NodeCalled(name) : null;
        if (request.After is not { } after)
        {
            return new LabReply { Cursor = lab.LastSyncNumber };
        }

        var news = await lab.SyncsAfterAsync(after, node, LongPoll, cancellationToken).ConfigureAwait(false);
        var text = new StringBuilder();
        foreach (var sync in news)
        {
            text.Append(request.Json ? SyncJson.Write(sync) : sync.ToString()).Append('\n');
        }

        return new LabReply { Output = text.ToString(), Cursor = news is [.., var last] ? last.Number : after };
    }

    /// <summary>The syncs that are kept, or one of them.</summary>
    public LabReply Show(LabRequest.ShowSyncs request)
    {
        if (request.Number is { } number)
        {
            var view = lab.ViewSync(number);
            return new LabReply { Output = request.Payload ? view.PayloadText : request.Json ? SyncJson.Write(view.Sync) + "\n" : view + "\n" };
        }

        var nodes = request.Node is { } name ? [lab.NodeCalled(name)] : lab.Nodes.Select(node => node.Name);
        var records = nodes.SelectMany(node => lab.Syncs(node)).OrderBy(record => record.Number).ToList();
        return new LabReply { Output = (request.Json ? string.Join('\n', records.Select(record => SyncJson.Write(new SyncEvent(record, before: null)))) : Table(records)) + "\n" };
    }

    // The reason stands on a line of its own: a table with it would be too wide for a terminal.
    private static string Table(IEnumerable<SyncRecord> records)
    {
        const string Layout = "{0,5}  {1,-12}  {2,-10}  {3,-13}  {4,7}  {5,11}  {6,10}  {7,9}\n";
        var text = new StringBuilder().AppendFormat(CultureInfo.InvariantCulture, Layout, "#", "TIME", "NODE", "KIND", "RULES", "BYTES", "GENERATION", "RESTORE");
        foreach (var record in records)
        {
            text.AppendFormat(
                CultureInfo.InvariantCulture,
                Layout,
                record.Number,
                record.EndedAt.LocalDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
                record.Node,
                $"{record.Kind} {record.Plan.Family}",
                OutcomeText.Format($"{record.Plan.RuleCount:N0}"),
                OutcomeText.Format($"{record.Plan.PayloadLength:N0}"),
                LatencySummary.Text(record.Timings.Generation),
                LatencySummary.Text(record.Timings.Restore));
            foreach (string line in TextWrap.Wrap(record.Reason.Why + (record.Failure is null ? "" : $" (it failed: {record.Failure})"), WidthOfReason).TrimEnd('\n').Split('\n'))
            {
                text.Append("       ").Append(line).Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n');
    }
}
