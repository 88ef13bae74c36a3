using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook;

/// <summary>Kubernetes objects in the columns of <c>kubectl get</c>.</summary>
internal static class KubernetesRows
{
    /// <summary>The table, or null where they are of several kinds or of one without columns.</summary>
    public static ShownTable? TryMake(IReadOnlyList<object?> items, bool wide = false)
    {
        var types = items.Select(item => item?.GetType()).Distinct().Take(2).ToList();
        if (types is not [{ } type] || items.Any(item => item is not IKubernetesObject<V1ObjectMeta> { Metadata: not null }))
        {
            return null;
        }

        var kind = ResourceKind.All.FirstOrDefault(each => each.Type == type);
        if (kind is null)
        {
            return null;
        }

        var objects = items.Cast<IKubernetesObject<V1ObjectMeta>>().ToList();
        if (kind == ResourceKind.Event)
        {
            return Events(objects.Cast<Corev1Event>());
        }

        var namespaces = objects.Select(each => each.Metadata.NamespaceProperty).Distinct().Count();
        var table = ObjectTable.Of(kind, objects, DateTimeOffset.UtcNow, wide: wide || HasRoom(kind), showsNamespaces: namespaces > 1);
        var used = Enumerable.Range(0, table.Headings.Length).Where(column => !IsSeldom(table.Headings[column]) || table.Rows.Any(row => row[column] != "<none>")).ToList();
        return new ShownTable(
            [.. used.Select(column => table.Headings[column].ToUpperInvariant())],
            [.. table.Rows.Select(IReadOnlyList<TableCell> (row) => [.. used.Select(column => Cell(table.Headings[column], row[column]))])])
        {
            NamesRows = namespaces <= 1,
        };
    }

    // A page is wider than a terminal.
    private static bool HasRoom(ResourceKind kind) => kind == ResourceKind.Pod || kind == ResourceKind.Service;

    private static bool IsSeldom(string heading) => heading is "nominated node" or "readiness gates" or "external-ip";

    private static TableCell Cell(string heading, string text) => new(text) { Tone = ToneOf(heading, text) };

    private static string? ToneOf(string heading, string text) => (heading, text) switch
    {
        ("status", "Running" or "Ready" or "Active" or "Completed") => "good",
        ("status", "Pending" or "ContainerCreating" or "Terminating") => "warn",
        ("status", _) => "bad",
        ("ready", _) when text.Split('/') is [var ready, var all] => ready == all ? "good" : "warn",
        (_, "<none>" or "<unset>" or "<unknown>" or "<pending>") => "muted",
        _ => null,
    };

    private static ShownTable Events(IEnumerable<Corev1Event> events)
    {
        var now = DateTimeOffset.UtcNow;
        return Rows.Make(
            EventTable.Sort(events),
            ("LAST SEEN", recorded => LastSeen(recorded) is { } time ? HumanDuration.Format(now.UtcDateTime - time.ToUniversalTime()) : "<unknown>"),
            ("TYPE", recorded => Rows.Text(recorded.Type, recorded.Type == "Normal" ? null : "warn")),
            ("REASON", recorded => Rows.Text(recorded.Reason)),
            ("OBJECT", recorded => $"{recorded.InvolvedObject?.Kind?.ToLowerInvariant()}/{recorded.InvolvedObject?.Name}"),
            ("MESSAGE", recorded => Rows.Text(recorded.Message?.Trim())));
    }

    private static DateTime? LastSeen(Corev1Event recorded) => recorded.LastTimestamp ?? recorded.EventTime ?? recorded.FirstTimestamp;
}
