using System.Collections.Concurrent;
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
internal sealed record RunningPod(NamespacedName Name, V1Pod Pod, LabNode Node, Host Host, ImmutableArray<IPAddress> Addresses)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ResponderListener>> listeners = [];

    /// <summary>Its primary address.</summary>
    public IPAddress Address => Addresses[0];

    /// <summary>The identity of this incarnation: a pod deleted and created again under its name has another one.</summary>
    public string? Uid => Pod.Metadata.Uid;

    /// <summary>What results call the pod: its name, with the namespace in front unless that is the default one.</summary>
    public string DisplayName => Name.Namespace == Lab.DefaultNamespace ? Name.Name : Name.ToString();

    /// <summary>Whether the pod shares the namespace of its node.</summary>
    public bool UsesHostNetwork => Host == Node.Host;

    /// <summary>Where its containers listen at present: those that run, and were not made to refuse connections.</summary>
    public IEnumerable<ResponderListener> Listeners => listeners.Values.SelectMany(one => one);

    /// <summary>Whether it was made to drop all packets.</summary>
    public bool DropsPackets { get; set; }

    /// <summary>Notes where a container listens from now on.</summary>
    public void SetListening(string container, IReadOnlyList<ResponderListener> places) => listeners[container] = places;
}
