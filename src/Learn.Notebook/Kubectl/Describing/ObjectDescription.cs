using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Describes objects of every kind.</summary>
internal static class ObjectDescription
{
    /// <summary>The text of one object.</summary>
    public static string Of(IKubernetesObject<V1ObjectMeta> one, ClusterApi cluster, DateTimeOffset now, bool showsEvents)
    {
        var text = new DescriptionText();
        switch (one)
        {
            case V1Pod pod:
                PodDescription.Write(text, pod, now);
                break;
            case V1Service service:
                ServiceDescription.Write(text, service, cluster);
                break;
            case V1EndpointSlice slice:
                ServiceDescription.Write(text, slice);
                break;
            case V1Deployment deployment:
                WorkloadDescription.Write(text, deployment, cluster);
                break;
            case V1ReplicaSet set:
                WorkloadDescription.Write(text, set, cluster);
                break;
            case V1Node node:
                NodeDescription.Write(text, node, cluster, now);
                break;
            case V1Namespace space:
                NodeDescription.Write(text, space);
                return text.ToString();
            case Corev1Event happened:
                WriteEvent(text, happened);
                return text.ToString();
        }

        if (showsEvents)
        {
            EventDescription.Write(text, cluster, one, now);
        }

        return text.ToString();
    }

    private static void WriteEvent(DescriptionText text, Corev1Event happened)
    {
        text.Field(0, "Name", happened.Metadata.Name);
        text.Field(0, "Namespace", happened.Metadata.NamespaceProperty);
        text.Field(0, "Type", happened.Type);
        text.Field(0, "Reason", happened.Reason);
        text.Field(0, "Message", happened.Message);
        text.Field(0, "Involved Object", EventRows.Object(happened));
        text.Field(0, "Source", EventRows.Source(happened));
        text.Field(0, "First Timestamp", DescriptionText.Moment(happened.FirstTimestamp));
        text.Field(0, "Last Timestamp", DescriptionText.Moment(happened.LastTimestamp));
        text.Field(0, "Count", happened.Count ?? 1);
    }
}
