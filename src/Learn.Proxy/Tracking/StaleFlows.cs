using System.Collections.Immutable;
using System.Net;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// Collects what the changes of one sync leave behind in connection tracking. Only UDP needs it: a client that keeps its socket would be
/// sent to the old place for ever, while a TCP connection ends by itself.
/// </summary>
internal sealed class StaleFlows
{
    private readonly HashSet<IPAddress> _deletedClusterIPs = [];
    private readonly List<ServicePortName> _newlyServed = [];
    private readonly List<(ServicePortName Port, string Address)> _lostEndpoints = [];

    internal void ServiceChanged(ImmutableArray<ServicePort> before, ImmutableArray<ServicePort> after)
    {
        if (before == after)
        {
            return;
        }

        foreach (ServicePort port in before)
        {
            if (port.Protocol == IpProtocol.Udp && !after.Any(candidate => candidate.Name == port.Name))
            {
                _deletedClusterIPs.Add(port.ClusterIP);
            }
        }
    }

    internal void EndpointsChanged(NamespacedName service, ImmutableArray<EndpointGroup> before, ImmutableArray<EndpointGroup> after)
    {
        if (before == after)
        {
            return;
        }

        foreach (EndpointGroup group in before)
        {
            if (group.Protocol != IpProtocol.Udp)
            {
                continue;
            }

            ImmutableArray<Endpoint> now = EndpointGroup.Find(after, group.Port, group.Protocol);
            foreach (Endpoint endpoint in group.Endpoints)
            {
                // No traffic was sent to an endpoint that did not serve.
                if (endpoint.IsServing && !EndpointGroup.Contains(now, endpoint.Text))
                {
                    _lostEndpoints.Add((new(service, group.Port, group.Protocol), endpoint.Address));
                }
            }
        }

        foreach (EndpointGroup group in after)
        {
            if (group.Protocol == IpProtocol.Udp
                && group.Endpoints.Any(static endpoint => endpoint.IsServing)
                && !EndpointGroup.Find(before, group.Port, group.Protocol).Any(static endpoint => endpoint.IsServing))
            {
                _newlyServed.Add(new(service, group.Port, group.Protocol));
            }
        }
    }

    /// <summary>The deletions, in the order in which kube-proxy asks for them.</summary>
    /// <param name="family">The family of this half.</param>
    /// <param name="find">The service port of a name as it is now; null if it does not exist any more.</param>
    internal ImmutableArray<ConntrackDeletion> ToDeletions(IpFamily family, Func<ServicePortName, ServicePort?> find)
    {
        if (_deletedClusterIPs.Count == 0 && _newlyServed.Count == 0 && _lostEndpoints.Count == 0)
        {
            return [];
        }

        var addresses = new HashSet<IPAddress>(_deletedClusterIPs);
        var nodePorts = new HashSet<int>();
        foreach (ServicePortName name in _newlyServed)
        {
            if (find(name) is { } port)
            {
                addresses.Add(port.ClusterIP);
                addresses.UnionWith(port.ExternalAddresses);
                if (port.NodePort != 0)
                {
                    nodePorts.Add(port.NodePort);
                }
            }
        }

        var deletions = ImmutableArray.CreateBuilder<ConntrackDeletion>();
        foreach (IPAddress address in addresses)
        {
            deletions.Add(new(family, OriginalDestination: address));
        }

        foreach (int nodePort in nodePorts)
        {
            deletions.Add(new(family, DestinationPort: nodePort));
        }

        foreach ((ServicePortName name, string endpoint) in _lostEndpoints)
        {
            if (find(name) is not { } port)
            {
                continue;
            }

            if (port.NodePort != 0)
            {
                deletions.Add(new(family, DestinationPort: port.NodePort, TranslatedTo: endpoint));
            }

            deletions.Add(new(family, OriginalDestination: port.ClusterIP, TranslatedTo: endpoint));
            foreach (IPAddress address in port.ExternalAddresses)
            {
                deletions.Add(new(family, OriginalDestination: address, TranslatedTo: endpoint));
            }
        }

        return deletions.ToImmutable();
    }
}
