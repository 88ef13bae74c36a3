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

        ServicePort port = state.Port;
        var source = new RuleSource(RuleReason.MasqueradeClusterIP, port);
        var comment = new CommentMatch($"{state.NameText} cluster IP");
        var transport = new TransportMatch(port.Protocol, DestinationPorts: new((ushort)port.Port));
        var destination = new DestinationMatch(new(port.ClusterIP));
        if (settings.MasqueradeAll)
        {
            sink.Nat(state.InternalChain, source, RuleSettings.ToMarkMasquerade, comment, transport, destination);
        }
        else
        {
            sink.Nat(state.InternalChain, source, RuleSettings.ToMarkMasquerade, comment, transport, destination, settings.Detector!.IsNoPod);
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
                Append(sink, chain, new(RuleReason.Affinity, port, endpoint), comments, state, new JumpTarget(endpointChain),
                    new RecentMatch(RecentOperation.Check, endpointChain, Seconds: (uint)port.AffinitySeconds, Reap: true));
            }
        }

        for (int index = 0; index < endpoints.Length; index++)
        {
            Endpoint endpoint = endpoints[index];
            int left = endpoints.Length - index;
            Append(sink, chain, new(RuleReason.Choose, port, endpoint), comments, state, new JumpTarget(state.EndpointChain(endpoint)),
                left > 1 ? StatisticMatch.OneOf(left) : null);
        }
    }

    private static void Append(
        IRuleSink sink, string chain, in RuleSource source, bool comments, PortState state, Target target, Match? match)
    {
        if (comments)
        {
            var comment = new CommentMatch($"{state.NameText} -> {source.Endpoint!.Text}");
            if (match is null)
            {
                sink.Nat(chain, source, target, comment);
            }
            else
            {
                sink.Nat(chain, source, target, comment, match);
            }
        }
        else if (match is null)
        {
            sink.Nat(chain, source, target);
        }
        else
        {
            sink.Nat(chain, source, target, match);
        }
    }

    private static void WriteEndpointChains(PortState state, bool comments, IRuleSink sink)
    {
        ServicePort port = state.Port;
        var transport = new TransportMatch(port.Protocol);
        CommentMatch? comment = comments ? new CommentMatch(state.NameText) : null;
        var matches = new MatchList();
        foreach (Endpoint endpoint in state.Choice.Reachable)
        {
            string chain = state.EndpointChain(endpoint);
            matches.Clear(comment);
            matches.Add(new SourceMatch(AddressPattern.FromText(endpoint.Address)));
            sink.Nat(chain, new(RuleReason.Hairpin, port, endpoint), RuleSettings.ToMarkMasquerade, matches.Span);

            matches.Clear(comment);
            if (port.AffinitySeconds > 0)
            {
                matches.Add(new RecentMatch(RecentOperation.Set, chain));
            }

            matches.Add(transport);
            sink.Nat(chain, new(RuleReason.Translate, port, endpoint), new DnatTarget(new NatRange(endpoint.Text)), matches.Span);
        }
    }

    /// <summary>Up to three matches, kept from rule to rule.</summary>
    private sealed class MatchList
    {
        private readonly Match[] _matches = new Match[3];
        private int _count;

        internal ReadOnlySpan<Match> Span => _matches.AsSpan(0, _count);

        internal void Clear(CommentMatch? comment)
        {
            _count = 0;
            if (comment is not null)
            {
                Add(comment);
            }
        }

        internal void Add(Match match) => _matches[_count++] = match;
    }
}
