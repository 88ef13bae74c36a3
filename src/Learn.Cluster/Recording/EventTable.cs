using System.Text;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Events as <c>kubectl get events</c> prints them.</summary>
public static class EventTable
{
    private const int ColumnGap = 3;

    /// <summary>One line per event under a heading: when it happened last, its type, reason, object and message. What happened last comes
    /// last.</summary>
    /// <param name="events">The events.</param>
    /// <param name="now">The time that ages are counted from.</param>
    /// <param name="showsNamespaces">Whether a first column names the namespace, as with <c>--all-namespaces</c>.</param>
    /// <returns>Lines without blanks at their ends, or <c>No resources found</c>.</returns>
    public static string Render(IEnumerable<Corev1Event> events, DateTimeOffset now, bool showsNamespaces = false)
    {
        ArgumentNullException.ThrowIfNull(events);
        List<string[]> rows = [["NAMESPACE", "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"]];
        foreach (var recorded in Sort(events))
        {
            rows.Add(
            [
                recorded.Metadata.NamespaceProperty,
                Age(recorded, now),
                recorded.Type,
                recorded.Reason,
                ObjectOf(recorded.InvolvedObject),
                (recorded.Message ?? "").Trim(),
            ]);
        }

        return rows.Count == 1 ? "No resources found" : Layout(rows, showsNamespaces ? 0 : 1);
    }

    /// <summary>The events in the order in which they happened last.</summary>
    public static IReadOnlyList<Corev1Event> Sort(IEnumerable<Corev1Event> events) =>
    [
        .. events.OrderBy(recorded => LastSeen(recorded) ?? DateTime.MinValue)
            .ThenBy(recorded => ScalarBinding.ToInteger(recorded.Metadata.ResourceVersion) ?? 0),
    ];

    private static DateTime? LastSeen(Corev1Event recorded) => recorded.LastTimestamp ?? recorded.EventTime ?? recorded.FirstTimestamp;

    private static string Age(Corev1Event recorded, DateTimeOffset now) =>
        LastSeen(recorded) is { } time ? HumanDuration.Format(now.UtcDateTime - time.ToUniversalTime()) : "<unknown>";

    private static string ObjectOf(V1ObjectReference about)
    {
        var kind = (about.Kind ?? "").ToLowerInvariant();
        return string.IsNullOrEmpty(about.Name) ? kind : $"{kind}/{about.Name}";
    }

    private static string Layout(List<string[]> rows, int firstColumn)
    {
        var columns = rows[0].Length;
        var widths = Enumerable.Range(0, columns).Select(column => rows.Max(row => (row[column] ?? "").Length) + ColumnGap).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var column = firstColumn; column < columns; column++)
            {
                var cell = row[column] ?? "";
                text.Append(column == columns - 1 ? cell : cell.PadRight(widths[column]));
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd();
    }
}
