using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The rules in the chains that belong to one service port alone.</summary>
internal static class OwnChainRules
{
    /// <summary>Writes them.</summary>
    /// <param name="state">The service port.</param>
    /// <param name="settings">What is the same for all.</param>
    /// <param name="endpointComments">False in a large cluster: rules about endpoints have no comment then.</param>
    /// <param name="sink">Receives them.</param>
    internal static void Write(PortState state, RuleSettings settings, bool endpointComments, IRuleSink sink)
    {
        if (state.HasInternalEndpoints)
        {
            WriteClusterIPMasquerade(state, settings, sink);
        }

        if (state.UsesExternalChain)
        {
            WriteExternalChain(state, settings, sink);
        }

        if (state.UsesFirewallChain)
        {
            WriteFirewallChain(state, settings, sink);
        }

        if (state.UsesServiceChain)
        {
            WriteChoice(state, state.ServiceChain, state.Choice.Cluster, endpointComments, sink);
        }

        if (state.UsesLocalChain)
        {
            WriteChoice(state, state.LocalChain, state.Choice.Local, endpointComments, sink);
        }

        WriteEndpointChains(state, endpointComments, sink);
    }

    private static void WriteClusterIPMasquerade(PortState state, RuleSettings settings, IRuleSink sink)
    {
        if (!settings.MasqueradeAll && settings.Detector is null)
        {
            return;
        }

        var source = new RuleSource(RuleReason.MasqueradeClusterIP, state.Port);
        if (settings.MasqueradeAll)
        {
            sink.Nat(state.InternalChain, source, RuleSettings.ToMarkMasquerade,
                state.ClusterIPComment, state.Transport, state.ClusterIP);
        }
        else
        {
            sink.Nat(state.InternalChain, source, RuleSettings.ToMarkMasquerade,
                state.ClusterIPComment, state.Transport, state.ClusterIP, settings.Detector!.IsNoPod);
        }
    }

    private static void WriteExternalChain(PortState state, RuleSettings settings, IRuleSink sink)
    {
        ServicePort port = state.Port;
        string chain = state.ExternalChain;
        var toService = new JumpTarget(state.ServiceChain);
        if (!port.ExternalPolicyLocal)
        {
            sink.Nat(chain, new(RuleReason.MasqueradeExternal, port), RuleSettings.ToMarkMasquerade,
                new CommentMatch($"masquerade traffic for {state.NameText} external destinations"));
            sink.Nat(chain, new(RuleReason.ExternalPolicy, port), toService);
            return;
        }

        if (settings.Detector is { } detector)
        {
            sink.Nat(chain, new(RuleReason.PodShortCut, port), toService,
                new CommentMatch($"pod traffic for {state.NameText} external destinations"), detector.IsPod);
        }

        sink.Nat(chain, new(RuleReason.MasqueradeLocal, port), RuleSettings.ToMarkMasquerade,
            new CommentMatch($"masquerade LOCAL traffic for {state.NameText} external destinations"), RuleSettings.FromLocal);
        sink.Nat(chain, new(RuleReason.LocalShortCut, port), toService,
            new CommentMatch($"route LOCAL traffic for {state.NameText} external destinations"), RuleSettings.FromLocal);
        if (state.HasExternalEndpoints)
        {
            sink.Nat(chain, new(RuleReason.ExternalPolicy, port), new JumpTarget(state.LocalChain));
        }
    }

    private static void WriteFirewallChain(PortState state, RuleSettings settings, IRuleSink sink)
    {
        ServicePort port = state.Port;
        string chain = state.FirewallChain;
        var comment = new CommentMatch($"{state.NameText} loadbalancer IP");
        var toExternal = new JumpTarget(state.ExternalChain);
        bool nodeAllowed = false;
        foreach (IPNetwork range in port.SourceRanges)
        {
            // A range is written with its prefix length, a single address further down without one.
            sink.Nat(chain, new(RuleReason.SourceRange, port), toExternal, comment, new SourceMatch(new(range, range.ToString())));
            nodeAllowed |= range.Contains(settings.NodeAddress);
        }

        if (nodeAllowed)
        {
            // Where the ingress address is also an address of the node, the node's own packets to it carry it as their source.
            foreach (IPAddress address in port.LoadBalancerVips)
            {
                sink.Nat(chain, new(RuleReason.SourceRangeOfNode, port), toExternal, comment, new SourceMatch(new(address)));
            }
        }

        sink.Nat(chain, new(RuleReason.FirewallRemark, port), null,
            new CommentMatch($"other traffic to {state.NameText} will be dropped by {ProxyChains.ProxyFirewall}"));
    }

    private static void WriteChoice(
        PortState state, string chain, ImmutableArray<Endpoint> endpoints, bool comments, IRuleSink sink)
    {
        ServicePort port = state.Port;
        if (port.AffinitySeconds > 0)
        {
            foreach (Endpoint endpoint in endpoints)
            {
                string endpointChain = state.EndpointChain(endpoint);
                var remembered = new RecentMatch(RecentOperation.Check, endpointChain, Seconds: (uint)port.AffinitySeconds, Reap: true);
                Append(sink, chain, new(RuleReason.Affinity, port, endpoint), new JumpTarget(endpointChain),
                    CommentOn(endpoint), remembered, null);
            }
        }

        for (int index = 0; index < endpoints.Length; index++)
        {
            Endpoint endpoint = endpoints[index];
            int left = endpoints.Length - index;
            Append(sink, chain, new(RuleReason.Choose, port, endpoint), new JumpTarget(state.EndpointChain(endpoint)),
                CommentOn(endpoint), left > 1 ? StatisticMatch.OneOf(left) : null, null);
        }

        CommentMatch? CommentOn(Endpoint endpoint) => comments ? new($"{state.NameText} -> {endpoint.Text}") : null;
    }

    private static void WriteEndpointChains(PortState state, bool comments, IRuleSink sink)
    {
        ServicePort port = state.Port;
        Match? comment = comments && !state.Choice.Reachable.IsEmpty ? new CommentMatch(state.NameText) : null;
        TransportMatch transport = RuleSettings.AnyPort(port.Protocol);
        foreach (Endpoint endpoint in state.Choice.Reachable)
        {
            string chain = state.EndpointChain(endpoint);
            var source = new SourceMatch(AddressPattern.FromText(endpoint.Address));
            Append(sink, chain, new(RuleReason.Hairpin, port, endpoint), RuleSettings.ToMarkMasquerade, comment, source, null);
            Match? remember = port.AffinitySeconds > 0 ? new RecentMatch(RecentOperation.Set, chain) : null;
            var translate = new DnatTarget(new NatRange(endpoint.Text));
            Append(sink, chain, new(RuleReason.Translate, port, endpoint), translate, comment, remember, transport);
        }
    }

    /// <summary>Appends a rule with those of three matches that exist.</summary>
    private static void Append(
        IRuleSink sink, string chain, in RuleSource source, Target target, Match? first, Match? second, Match? third)
    {
        int count = 0;
        Span<Match> matches = [null!, null!, null!];
        foreach (Match? match in (ReadOnlySpan<Match?>)[first, second, third])
        {
            if (match is not null)
            {
                matches[count++] = match;
            }
        }

        sink.Nat(chain, source, target, matches[..count]);
    }
}
