using System.Globalization;
using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>The events at the end of a description.</summary>
internal static class EventDescription
{
    /// <summary>What happened to an object.</summary>
    public static void Write(DescriptionText text, ClusterApi cluster, IKubernetesObject<V1ObjectMeta> about, DateTimeOffset now)
    {
        var space = string.IsNullOrEmpty(about.Metadata.NamespaceProperty) ? null : about.Metadata.NamespaceProperty;
        var kind = ResourceKind.For(about.GetType()).Kind;
        var events = EventTable.Sort(cluster.List<Corev1Event>(space).Where(one =>
            one.InvolvedObject.Kind == kind && one.InvolvedObject.Name == about.Metadata.Name && one.InvolvedObject.Uid == about.Metadata.Uid));
        if (events.Count == 0)
        {
            text.Field(0, "Events", "<none>");
            return;
        }

        text.Line(0, "Events:");
        text.Line(1, "Type\tReason\tAge\tFrom\tMessage");
        text.Line(1, "----\t------\t----\t----\t-------");
        foreach (var happened in events)
        {
            var age = EventRows.LastSeen(happened, now);
            if (happened.Count > 1)
            {
                age = string.Create(CultureInfo.InvariantCulture, $"{age} (x{happened.Count} over {EventRows.FirstSeen(happened, now)})");
            }

            text.Line(1, $"{happened.Type}\t{happened.Reason}\t{age}\t{(string.IsNullOrEmpty(happened.Source?.Component) ? happened.ReportingComponent : happened.Source.Component)}\t{(happened.Message ?? "").Trim()}");
        }
    }
}
