using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Learn.Cluster;
using Learn.Sandbox;

namespace Learn;

/// <summary>A pod that runs: its object as it was when it started, its namespace, and what listens in it.</summary>
/// <param name="Name">Its identity.</param>
/// <param name="Pod">The object.</param>
/// <param name="Node">Where it runs.</param>
/// <param name="Host">Its network namespace; the node's own for a pod with <c>hostNetwork</c>.</param>
/// <param name="Addresses">Its addresses, one of each family, the primary one first.</param>
/// <param name="Responder">Its workload; null if the pod declares no port.</param>
internal sealed record RunningPod(NamespacedName Name, V1Pod Pod, LabNode Node, Host Host, ImmutableArray<IPAddress> Addresses, Responder? Responder)
{
    /// <summary>Its primary address.</summary>
    public IPAddress Address => Addresses[0];

    /// <summary>The identity of this incarnation: a pod deleted and created again under its name has another one.</summary>
    public string? Uid => Pod.Metadata.Uid;

    /// <summary>What results call the pod: its name, with the namespace in front unless that is the default one.</summary>
    public string DisplayName => Name.Namespace == Lab.DefaultNamespace ? Name.Name : Name.ToString();

    /// <summary>Whether the pod shares the namespace of its node.</summary>
    public bool UsesHostNetwork => Host == Node.Host;
}
