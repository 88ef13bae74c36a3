using System.Collections.Immutable;
using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>A kind of API object that this cluster stores: its names in the API and on the command line, and its type.</summary>
public sealed class ResourceKind
{
    private ResourceKind(string apiVersion, string kind, string plural, bool isNamespaced, Type type, params string[] shortNames)
    {
        ApiVersion = apiVersion;
        Kind = kind;
        Plural = plural;
        IsNamespaced = isNamespaced;
        Type = type;
        ShortNames = [.. shortNames];
    }

    /// <summary>Services.</summary>
    public static ResourceKind Service { get; } = new("v1", "Service", "services", true, typeof(V1Service), "svc");

    /// <summary>Pods.</summary>
    public static ResourceKind Pod { get; } = new("v1", "Pod", "pods", true, typeof(V1Pod), "po");

    /// <summary>EndpointSlices, of the group discovery.k8s.io.</summary>
    public static ResourceKind EndpointSlice { get; } =
        new("discovery.k8s.io/v1", "EndpointSlice", "endpointslices", true, typeof(V1EndpointSlice));

    /// <summary>Nodes.</summary>
    public static ResourceKind Node { get; } = new("v1", "Node", "nodes", false, typeof(V1Node), "no");

    /// <summary>Namespaces.</summary>
    public static ResourceKind Namespace { get; } = new("v1", "Namespace", "namespaces", false, typeof(V1Namespace), "ns");

    /// <summary>Deployments, of the group apps.</summary>
    public static ResourceKind Deployment { get; } = new("apps/v1", "Deployment", "deployments", true, typeof(V1Deployment), "deploy");

    /// <summary>ReplicaSets, of the group apps.</summary>
    public static ResourceKind ReplicaSet { get; } = new("apps/v1", "ReplicaSet", "replicasets", true, typeof(V1ReplicaSet), "rs");

    /// <summary>What happened to other objects, as <c>kubectl get events</c> tells it.</summary>
    public static ResourceKind Event { get; } = new("v1", "Event", "events", true, typeof(Corev1Event), "ev");

    /// <summary>Every kind that this cluster stores. Owners come before what they own.</summary>
    public static ImmutableArray<ResourceKind> All { get; } = [Namespace, Node, Service, Deployment, ReplicaSet, Pod, EndpointSlice, Event];

    /// <summary>As manifests write it: <c>v1</c>, <c>discovery.k8s.io/v1</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>As manifests write it: <c>Service</c>.</summary>
    public string Kind { get; }

    /// <summary>The group: empty for the core group, else the part of the apiVersion before the slash.</summary>
    public string Group => ApiVersion[..Math.Max(0, ApiVersion.IndexOf('/', StringComparison.Ordinal))];

    /// <summary>The version: the part of the apiVersion after the slash.</summary>
    public string Version => ApiVersion[(ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The lower-case plural, as in URLs: <c>services</c>.</summary>
    public string Plural { get; }

    /// <summary>The lower-case singular: <c>service</c>.</summary>
    public string Singular => Kind.ToLowerInvariant();

    /// <summary>What the command line understands besides singular and plural: <c>svc</c>.</summary>
    public ImmutableArray<string> ShortNames { get; }

    /// <summary>False for Nodes and Namespaces.</summary>
    public bool IsNamespaced { get; }

    /// <summary>The type of its objects.</summary>
    public Type Type { get; }

    /// <summary>How kubectl writes the kind before a name: <c>service</c>, <c>endpointslice.discovery.k8s.io</c>.</summary>
    public string DisplayName => Group.Length == 0 ? Singular : $"{Singular}.{Group}";

    /// <summary>How API errors write the resource: <c>services</c>, <c>endpointslices.discovery.k8s.io</c>.</summary>
    public string ResourceName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The kind with this apiVersion and kind, or null.</summary>
    public static ResourceKind? Find(string apiVersion, string kind) =>
        All.FirstOrDefault(candidate => candidate.ApiVersion == apiVersion && candidate.Kind == kind);

    /// <summary>The kind that the command line calls so, in any case: <c>svc</c>, <c>services</c>, <c>endpointslice.discovery.k8s.io</c>;
    /// or null.</summary>
    public static ResourceKind? FindByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(kind => kind.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The kind of objects of type <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">The cluster does not store objects of this type.</exception>
    public static ResourceKind For<T>() where T : IKubernetesObject<V1ObjectMeta> => For(typeof(T));

    /// <summary>The kind of objects of a type.</summary>
    /// <exception cref="ArgumentException">The cluster does not store objects of this type.</exception>
    public static ResourceKind For(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return All.FirstOrDefault(kind => kind.Type == type)
            ?? throw new ArgumentException($"This cluster does not store objects of type {type.Name}.", nameof(type));
    }

    /// <summary><c>v1 Service</c>.</summary>
    public override string ToString() => $"{ApiVersion} {Kind}";

    private IEnumerable<string> Names => [Singular, Plural, DisplayName, ResourceName, .. ShortNames];
}
