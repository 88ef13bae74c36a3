using System.Globalization;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>The cells of <c>kubectl get events</c>. (Source: Kubernetes v1.30, pkg/printers/internalversion, printEvent.)</summary>
internal static class EventRows
{
    private const string Unknown = "<unknown>";

    /// <summary>The table.</summary>
    public static TextTable Table(IReadOnlyList<Corev1Event> events, DateTimeOffset now, TableForm form)
    {
        string[] before = form.ShowsNamespaces ? ["namespace"] : [];
        string[] headings = form.IsWide
            ? ["last seen", "type", "reason", "object", "subobject", "source", "message", "first seen", "count", "name"]
            : ["last seen", "type", "reason", "object", "message"];
        var table = new TextTable([.. before, .. headings]);
        foreach (var happened in events)
        {
            table.Add([.. form.ShowsNamespaces ? [happened.Metadata.NamespaceProperty] : (string[])[], .. Cells(happened, now, form.IsWide)]);
        }

        return table;
    }

    /// <summary>How long ago it happened last.</summary>
    public static string LastSeen(Corev1Event happened, DateTimeOffset now) => Age(happened.LastTimestamp ?? happened.EventTime ?? happened.FirstTimestamp, now);

    /// <summary>How long ago it happened first.</summary>
    public static string FirstSeen(Corev1Event happened, DateTimeOffset now) => Age(happened.FirstTimestamp ?? happened.EventTime, now);

    /// <summary>Who says so: <c>kubelet, node-1</c>.</summary>
    public static string Source(Corev1Event happened) =>
        string.Join(", ", new[] { happened.Source?.Component ?? happened.ReportingComponent, happened.Source?.Host }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>What it happened to: <c>pod/web-1</c>.</summary>
    public static string Object(Corev1Event happened)
    {
        var kind = (happened.InvolvedObject.Kind ?? "").ToLowerInvariant();
        return string.IsNullOrEmpty(happened.InvolvedObject.Name) ? kind : $"{kind}/{happened.InvolvedObject.Name}";
    }

    private static string[] Cells(Corev1Event happened, DateTimeOffset now, bool isWide)
    {
        string[] cells = [LastSeen(happened, now), happened.Type ?? "", happened.Reason ?? "", Object(happened)];
        var message = (happened.Message ?? "").Trim();
        return isWide
            ?
            [
                .. cells, happened.InvolvedObject.FieldPath ?? "", Source(happened), message, FirstSeen(happened, now),
                (happened.Count ?? 1).ToString(CultureInfo.InvariantCulture), happened.Metadata.Name,
            ]
            : [.. cells, message];
    }

    private static string Age(DateTime? moment, DateTimeOffset now) => moment is { } then ? HumanDuration.Format(now.UtcDateTime - then.ToUniversalTime()) : Unknown;
}
