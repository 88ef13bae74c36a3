using System.Collections.Immutable;
using System.Net.Sockets;

namespace Learn.Proxy;

/// <summary>How many rules the chains of a service port have, without making the rules.</summary>
internal static class RuleCounts
{
    internal static int OfOwnChains(PortState state, RuleSettings settings)
    {
        ServicePort port = state.Port;
        int count = 2 * state.Choice.Reachable.Length;
        count += (state.Choice.Cluster.Length + state.Choice.Local.Length) * (port.AffinitySeconds > 0 ? 2 : 1);
        if (state.HasInternalEndpoints && (settings.MasqueradeAll || settings.Detector is not null))
        {
            count++;
        }

        if (state.UsesExternalChain)
        {
            count += 2;
            if (port.ExternalPolicyLocal)
            {
                count += (settings.Detector is null ? 0 : 1) + (state.HasExternalEndpoints ? 1 : 0);
            }
        }

        if (state.UsesFirewallChain)
        {
            bool nodeAllowed = port.SourceRanges.Any(range => range.Contains(settings.NodeAddress));
            count += port.SourceRanges.Length + (nodeAllowed ? port.LoadBalancerVips.Length : 0) + 1;
        }

        return count;
    }

    /// <summary>An upper bound, seldom more than some percent too high, of the bytes of a service port's own chains in a payload.</summary>
    internal static int BytesOfOwnChains(PortState state, bool endpointComments)
    {
        int name = state.NameText.Length;
        int count = (state.ChainCount * 35) + (state.Port.ClusterIP.AddressFamily == AddressFamily.InterNetwork ? 165 : 215) + name;
        if (state.UsesExternalChain)
        {
            count += 600 + (3 * name);
        }

        if (state.UsesFirewallChain)
        {
            count += (state.Port.SourceRanges.Length + state.Port.LoadBalancerVips.Length + 1) * (180 + name);
        }

        bool affinity = state.Port.AffinitySeconds > 0;
        foreach (Endpoint endpoint in state.Choice.Reachable)
        {
            count += 124 + (2 * endpoint.Text.Length) + (affinity ? 48 : 0) + (endpointComments ? 2 * (24 + name) : 0);
        }

        return count + OfChoice(state.Choice.Cluster) + OfChoice(state.Choice.Local);

        int OfChoice(ImmutableArray<Endpoint> endpoints)
        {
            // The last endpoint has no statistic match.
            int bytes = endpoints.IsEmpty ? 0 : -54;
            foreach (Endpoint endpoint in endpoints)
            {
                int comment = endpointComments ? 28 + name + endpoint.Text.Length : 0;
                bytes += 112 + comment + (affinity ? 140 + comment : 0);
            }

            return bytes;
        }
    }
}
