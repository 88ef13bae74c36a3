using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>The cells of the tables of <c>kubectl get</c>.</summary>
internal static class TableRows
{
    private const string None = "<none>";

    /// <summary>The heading of a kind's table.</summary>
    public static IReadOnlyList<string> Heading(ResourceKind kind, TableForm form) =>
    [
        .. Table(kind, [], DateTimeOffset.UnixEpoch, form).Headings.Select(heading => heading.ToUpperInvariant()),
        .. form.LabelColumns.Select(label => label[(label.LastIndexOf('/') + 1)..].ToUpperInvariant()),
        .. form.ShowsLabels ? ["LABELS"] : (string[])[],
    ];

    /// <summary>A row for each object.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(
        ResourceKind kind, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects, DateTimeOffset now, TableForm form) =>
        [.. Table(kind, objects, now, form).Rows.Zip(objects, (row, one) => (IReadOnlyList<string>)[.. row, .. LabelCells(one, form)])];

    private static TextTable Table(ResourceKind kind, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects, DateTimeOffset now, TableForm form) =>
        kind == ResourceKind.Event
            ? EventRows.Table([.. objects.Cast<Corev1Event>()], now, form)
            : ObjectTable.Of(kind, objects, now, form.IsWide, form.ShowsNamespaces, form.ShowsKinds);

    private static IEnumerable<string> LabelCells(IKubernetesObject<V1ObjectMeta> one, TableForm form)
    {
        var labels = one.Metadata.Labels ?? new Dictionary<string, string>();
        foreach (var name in form.LabelColumns)
        {
            yield return labels.TryGetValue(name, out var value) ? value : "";
        }

        if (form.ShowsLabels)
        {
            yield return labels.Count == 0 ? None : string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
        }
    }
}
