using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Writes the slices of one Service and family: names, labels, owner.</summary>
internal sealed class SliceWriter(Transaction transaction, V1Service service, string family)
{
    /// <summary>The letters and digits that Kubernetes uses in generated names: no vowels, nothing that looks alike.</summary>
    private const string NameCharacters = "bcdfghjklmnpqrstvwxz2456789";

    private const int LongestNameBase = 58;

    private readonly Dictionary<string, string> labels = LabelsFor(service);

    /// <summary>Writes a plan over a stored slice or, if that is null, as a new one; nothing is written when nothing changed.</summary>
    public void Write(SlicePlan plan, V1EndpointSlice? stored)
    {
        var isEmptyAlready = stored is not null && plan.Endpoints.Count == 0
            && stored.Endpoints is null or { Count: 0 } && stored.Ports is null or { Count: 0 };
        if (stored is not null && (isEmptyAlready || !plan.IsChanged || SaysTheSame(plan, stored)) && HasLabels(stored))
        {
            return;
        }

        var ports = plan.Ports.Ports.Count == 0 ? null : plan.Ports.Ports.Select(DeepCopy.Of).ToList();
        var metadata = stored is null ? NewMetadata() : DeepCopy.Of(stored.Metadata);
        metadata.Labels = new Dictionary<string, string>(labels, StringComparer.Ordinal);
        metadata.Annotations ??= new Dictionary<string, string>(StringComparer.Ordinal);
        metadata.Annotations[SliceLabels.LastChangeTriggerTime] =
            transaction.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        metadata.Generation = (metadata.Generation ?? 0) + 1;
        transaction.Put(ResourceKind.EndpointSlice, new V1EndpointSlice
        {
            Metadata = metadata,
            AddressType = family,
            Endpoints = [.. plan.Endpoints],
            Ports = ports,
        });
    }

    /// <summary>Hints that were worked out anew are often the same as before.</summary>
    private static bool SaysTheSame(SlicePlan plan, V1EndpointSlice stored) =>
        plan.Ports.Equals(SlicePorts.Of(stored))
        && SemanticEquality.AreEqual(plan.Endpoints, stored.Endpoints, TypeSchema.For(typeof(IList<V1Endpoint>)));

    private static Dictionary<string, string> LabelsFor(V1Service service)
    {
        var labels = new Dictionary<string, string>(service.Metadata.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [SliceLabels.ServiceName] = service.Metadata.Name,
            [SliceLabels.ManagedBy] = SliceLabels.Controller,
        };
        labels.Remove(SliceLabels.Headless);
        if (string.IsNullOrEmpty(service.Spec.ClusterIP) || service.IsHeadless)
        {
            labels[SliceLabels.Headless] = "";
        }

        return labels;
    }

    private bool HasLabels(V1EndpointSlice slice) =>
        slice.Metadata.Labels.Count == labels.Count
        && labels.All(label => slice.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    private V1ObjectMeta NewMetadata() => new()
    {
        Name = NewName(),
        GenerateName = NameBase,
        NamespaceProperty = service.Metadata.NamespaceProperty,
        Uid = transaction.NextUid(),
        CreationTimestamp = transaction.Now,
        OwnerReferences =
        [
            new V1OwnerReference
            {
                ApiVersion = "v1",
                Kind = "Service",
                Name = service.Metadata.Name,
                Uid = service.Metadata.Uid,
                Controller = true,
                BlockOwnerDeletion = true,
            },
        ],
    };

    private string NameBase => $"{service.Metadata.Name}-"[..Math.Min(service.Metadata.Name.Length + 1, LongestNameBase)];

    /// <summary>A name that depends on the Service and on nothing that happened before, so that the order of writes does not show in
    /// it.</summary>
    private string NewName()
    {
        for (var attempt = 0; ; attempt++)
        {
            var number = RandomSequence.Of(
                transaction.Options.Seed,
                string.Create(CultureInfo.InvariantCulture, $"{service.Metadata.NamespaceProperty}/{service.Metadata.Name}/{family}/{attempt}"));
            var suffix = string.Create(5, number, static (characters, rest) =>
            {
                foreach (ref var character in characters)
                {
                    character = NameCharacters[(int)(rest % (ulong)NameCharacters.Length)];
                    rest /= (ulong)NameCharacters.Length;
                }
            });
            var name = new NamespacedName(service.Metadata.NamespaceProperty, NameBase + suffix);
            if (transaction.Find(ResourceKind.EndpointSlice, name) is null)
            {
                return name.Name;
            }
        }
    }
}
