using System.Net;
using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <summary>What a probe is held against.</summary>
/// <param name="Node">The node's namespace, from which the kubelet asks.</param>
/// <param name="Pod">The pod's namespace, in which commands run.</param>
/// <param name="Container">The container; its port names count.</param>
/// <param name="Address">The pod's first address.</param>
internal sealed record ProbeTarget(Host Node, Host Pod, V1Container Container, IPAddress Address);
