using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>
/// Objects as <c>kubectl get</c> v1.30 prints them. (Columns and phrases: <c>pkg/printers/internalversion/printers.go</c> of Kubernetes, which
/// makes the cells on the server; layout: k8s.io/cli-runtime.) Pure: the time that ages are counted from is given.
/// </summary>
public static class ObjectTable
{
    /// <summary>The table of the objects of one kind.</summary>
    /// <param name="kind">Their kind; for events see <see cref="EventTable"/>.</param>
    /// <param name="objects">The objects, in the order of their rows.</param>
    /// <param name="now">The time that ages are counted from.</param>
    /// <param name="wide">Whether it has the columns of <c>-o wide</c>.</param>
    /// <param name="showsNamespaces">Whether a first column names the namespace, as with <c>--all-namespaces</c>.</param>
    /// <param name="showsKinds">Whether names have their kind before them, as when several kinds are asked for.</param>
    /// <exception cref="ArgumentException">There is no table for this kind.</exception>
    public static TextTable Of(
        ResourceKind kind,
        IEnumerable<IKubernetesObject<V1ObjectMeta>> objects,
        DateTimeOffset now,
        bool wide = false,
        bool showsNamespaces = false,
        bool showsKinds = false)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(objects);
        var columns = ColumnsOf(kind);
        bool hasNamespace = showsNamespaces && kind.IsNamespaced;
        var table = new TextTable([.. hasNamespace ? ["namespace"] : (string[])[], "name", .. columns.Headings, .. wide ? columns.WideHeadings : []]);
        foreach (var one in objects)
        {
            string name = showsKinds ? $"{kind.DisplayName}/{one.Metadata.Name}" : one.Metadata.Name;
            table.Add([
                .. hasNamespace ? [one.Metadata.NamespaceProperty] : (string[])[],
                name,
                .. columns.Cells(one, now),
                .. wide ? columns.WideCells(one) : [],
            ]);
        }

        return table;
    }

    private static TableColumns ColumnsOf(ResourceKind kind)
        => kind == ResourceKind.Pod ? PodColumns.Columns
            : kind == ResourceKind.Service ? ServiceColumns.Columns
            : kind == ResourceKind.EndpointSlice ? EndpointSliceColumns.Columns
            : kind == ResourceKind.Node ? NodeColumns.Columns
            : kind == ResourceKind.Deployment ? WorkloadColumns.Deployments
            : kind == ResourceKind.ReplicaSet ? WorkloadColumns.ReplicaSets
            : kind == ResourceKind.Namespace ? NodeColumns.Namespaces
            : throw new ArgumentException($"There is no table of {kind.Plural}.", nameof(kind));
}
