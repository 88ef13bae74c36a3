using System.Collections.Immutable;
using k8s.Models;
using Learn.Proxy;

namespace Learn;

/// <summary>What a kube-proxy of a real cluster has to know.</summary>
/// <param name="Services">All Services.</param>
/// <param name="Slices">All EndpointSlices.</param>
/// <param name="Nodes">All Nodes.</param>
/// <param name="Configuration">kube-proxy's configuration as kubeadm keeps it; null if it could not be read.</param>
/// <param name="Remarks">What could not be read, and what is taken in its place.</param>
public sealed record RealClusterObjects(
    ImmutableArray<V1Service> Services, ImmutableArray<V1EndpointSlice> Slices, ImmutableArray<V1Node> Nodes,
    ProxyConfiguration? Configuration, ImmutableArray<string> Remarks);
