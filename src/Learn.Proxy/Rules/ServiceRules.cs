using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The rules of one service port. What goes where is decided here, and nowhere else.</summary>
internal static class ServiceRules
{
    /// <summary>The rules in the chains that all Services share.</summary>
    internal static void WriteShared(PortState state, IRuleSink sink)
    {
        ServicePort port = state.Port;
        WriteClusterIP(state, sink);
        WriteAddresses(state, state.Transport, sink);
        if (port.NodePort != 0)
        {
            WriteNodePort(state, sink);
        }

        if (port.HealthCheckNodePort != 0)
        {
            sink.Filter(ProxyChains.NodePorts, new(RuleReason.HealthCheckNodePort, port), AcceptTarget.Instance,
                new CommentMatch($"{state.NameText} health check node port"),
                new TransportMatch(IpProtocol.Tcp, DestinationPorts: new((ushort)port.HealthCheckNodePort)));
        }
    }

    private static void WriteClusterIP(PortState state, IRuleSink sink)
    {
        if (state.HasInternalEndpoints)
        {
            sink.Nat(ProxyChains.Services, new(RuleReason.ClusterIP, state.Port), new JumpTarget(state.InternalChain),
                state.ClusterIPComment, state.Transport, state.ClusterIP);
        }
        else
        {
            Refuse(state, ProxyChains.Services, sink, state.Transport, state.ClusterIP);
        }
    }

    private static void WriteAddresses(PortState state, TransportMatch transport, IRuleSink sink)
    {
        ServicePort port = state.Port;
        foreach (IPAddress address in port.ExternalIPs)
        {
            var destination = new DestinationMatch(new(address));
            if (state.HasEndpoints)
            {
                sink.Nat(ProxyChains.Services, new(RuleReason.ExternalIP, port), new JumpTarget(state.ExternalChain),
                    new CommentMatch($"{state.NameText} external IP"), transport, destination);
            }

            if (!state.HasExternalEndpoints)
            {
                Refuse(state, ProxyChains.ExternalServices, sink, transport, destination);
            }
        }

        foreach (IPAddress address in port.LoadBalancerVips)
        {
            var destination = new DestinationMatch(new(address));
            if (state.HasEndpoints)
            {
                string chain = state.UsesFirewallChain ? state.FirewallChain : state.ExternalChain;
                sink.Nat(ProxyChains.Services, new(RuleReason.LoadBalancerIP, port), new JumpTarget(chain),
                    new CommentMatch($"{state.NameText} loadbalancer IP"), transport, destination);
            }

            if (state.UsesFirewallChain)
            {
                sink.Filter(ProxyChains.ProxyFirewall, new(RuleReason.FirewallDrop, port), DropTarget.Instance,
                    new CommentMatch($"{state.NameText} traffic not accepted by {state.FirewallChain}"), transport, destination);
            }

            if (!state.HasExternalEndpoints)
            {
                Refuse(state, ProxyChains.ExternalServices, sink, transport, destination);
            }
        }
    }

    private static void WriteNodePort(PortState state, IRuleSink sink)
    {
        var transport = new TransportMatch(state.Port.Protocol, DestinationPorts: new((ushort)state.Port.NodePort));
        if (state.HasEndpoints)
        {
            // Which addresses are node port addresses was decided before the jump to this chain.
            sink.Nat(ProxyChains.NodePorts, new(RuleReason.NodePort, state.Port), new JumpTarget(state.ExternalChain),
                new CommentMatch(state.NameText), transport);
        }

        if (!state.HasExternalEndpoints)
        {
            Refuse(state, ProxyChains.ExternalServices, sink, RuleSettings.ToLocal, transport);
        }
    }

    private static void Refuse(PortState state, string chain, IRuleSink sink, Match first, Match second)
    {
        if (state.HasEndpoints)
        {
            sink.Filter(chain, new(RuleReason.NoLocalEndpoints, state.Port), DropTarget.Instance,
                new CommentMatch($"{state.NameText} has no local endpoints"), first, second);
        }
        else
        {
            sink.Filter(chain, new(RuleReason.NoEndpoints, state.Port), RejectTarget.Default,
                new CommentMatch($"{state.NameText} has no endpoints"), first, second);
        }
    }
}
