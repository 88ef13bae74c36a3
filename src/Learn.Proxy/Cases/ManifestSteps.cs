using System.Collections.Immutable;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>
/// Turns manifests, one per step, into the actions of a case. Objects with all fields that an API server fills in are taken as they are.
/// Where something is missing (a Service without clusterIP, Pods in place of EndpointSlices), a <see cref="ClusterApi"/> fills it in.
/// </summary>
public static class ManifestSteps
{
    private const string DefaultNamespace = "default";

    /// <summary>True if manifests lack what an API server and its controllers fill in.</summary>
    /// <param name="manifests">One per step.</param>
    public static bool NeedCluster(IReadOnlyList<Manifest> manifests) => manifests.SelectMany(manifest => manifest.Objects).Any(resource => resource switch
    {
        V1Pod => true,
        V1Service service => service.Spec.Type != "ExternalName" && string.IsNullOrEmpty(service.Spec.ClusterIP),
        _ => false,
    });

    /// <summary>Reads the steps.</summary>
    /// <param name="manifests">One per step, from <see cref="CaseStepReader.ReadManifest"/>.</param>
    /// <param name="time">The clock of the cluster.</param>
    /// <exception cref="ManifestException">The API server refuses an object.</exception>
    /// <exception cref="CaseException">An action is not known or lacks something.</exception>
    /// <exception cref="ProxyConfigurationException">A KubeProxyConfiguration cannot be used.</exception>
    public static ImmutableArray<ImmutableArray<CaseAction>> Read(IReadOnlyList<Manifest> manifests, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        if (NeedCluster(manifests))
        {
            var cluster = new CaseCluster(manifests, time);
            return [.. manifests.Select(cluster.Step)];
        }

        return [.. manifests.Select(manifest => manifest.Documents.Select(document => Named(CaseStepReader.Read(document), document)).ToImmutableArray())];
    }

    internal static CaseAction Named(CaseAction action, ManifestDocument document)
    {
        switch (action)
        {
            case CaseAction.SetObject set when document.ResourceKind!.IsNamespaced && string.IsNullOrEmpty(set.Resource.Metadata.NamespaceProperty):
                set.Resource.Metadata.NamespaceProperty = DefaultNamespace;
                return set;
            case CaseAction.DeleteObject { Name.Namespace: "" } delete when ResourceKind.All.Any(kind => kind.Kind == delete.Kind && kind.IsNamespaced):
                return delete with { Name = new(DefaultNamespace, delete.Name.Name) };
            default:
                return action;
        }
    }
}
