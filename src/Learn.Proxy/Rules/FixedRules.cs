using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The rules that do not depend on any Service.</summary>
internal static class FixedRules
{
    private static readonly RuleSource s_source = new(RuleReason.Fixed);

    private static readonly AddressPattern s_loopback = new(new IPNetwork(IPAddress.Parse("127.0.0.0"), 8));

    private static readonly CommentMatch s_nodePortsLast =
        new("kubernetes service nodeports; NOTE: this must be the last rule in this chain");

    /// <summary>filter KUBE-FIREWALL: it stands before the rules of the Services, and exists only with localhost node ports.</summary>
    internal static void WriteLoopbackGuard(RuleSettings settings, IRuleSink sink)
    {
        if (settings.LocalhostNodePorts)
        {
            // route_localnet opens 127.0.0.0/8 to the network; this closes it again.
            sink.Filter(ProxyChains.KubeletFirewall, s_source, DropTarget.Instance,
                new CommentMatch("block incoming localnet connections"),
                new DestinationMatch(s_loopback),
                new SourceMatch(s_loopback, Inverted: true),
                new ConntrackMatch(ConntrackStates.Related | ConntrackStates.Established | ConntrackStates.Dnat, Inverted: true));
        }
    }

    /// <summary>filter KUBE-FORWARD.</summary>
    internal static void WriteForward(RuleSettings settings, IRuleSink sink)
    {
        if (settings.DropsInvalid)
        {
            // A packet that connection tracking does not understand would leave untranslated, and its receiver would answer with a reset.
            sink.Filter(ProxyChains.Forward, s_source, DropTarget.Instance, new ConntrackMatch(ConntrackStates.Invalid));
        }

        sink.Filter(ProxyChains.Forward, s_source, AcceptTarget.Instance,
            new CommentMatch("kubernetes forwarding rules"),
            new MarkMatch(settings.MasqueradeMark, settings.MasqueradeMark));
        sink.Filter(ProxyChains.Forward, s_source, AcceptTarget.Instance,
            new CommentMatch("kubernetes forwarding conntrack rule"),
            new ConntrackMatch(ConntrackStates.Related | ConntrackStates.Established));
    }

    /// <summary>nat KUBE-POSTROUTING and KUBE-MARK-MASQ.</summary>
    internal static void WriteMasquerade(RuleSettings settings, IRuleSink sink)
    {
        uint mark = settings.MasqueradeMark;
        sink.Nat(ProxyChains.Postrouting, s_source, ReturnTarget.Instance, new MarkMatch(mark, mark, Inverted: true));

        // The mark is cleared, in case the packet comes by here once more inside of a tunnel.
        sink.Nat(ProxyChains.Postrouting, s_source, MarkTarget.Xor(mark));
        sink.Nat(ProxyChains.Postrouting, s_source, new MasqueradeTarget(RandomFully: settings.RandomFully),
            new CommentMatch("kubernetes service traffic requiring SNAT"));
        sink.Nat(ProxyChains.MarkMasquerade, s_source, MarkTarget.Or(mark));
    }

    /// <summary>The last rules of nat KUBE-SERVICES: to the node ports.</summary>
    /// <param name="settings">What is the same for all.</param>
    /// <param name="localAddresses">The addresses of the node, both families.</param>
    /// <param name="sink">Receives them.</param>
    internal static void WriteNodePortsLast(RuleSettings settings, IEnumerable<IPAddress> localAddresses, IRuleSink sink)
    {
        var source = new RuleSource(RuleReason.NodePortsLast);
        var target = new JumpTarget(ProxyChains.NodePorts);
        if (!settings.NodePorts.IncludesAll)
        {
            foreach (IPAddress address in settings.NodePorts.Among(localAddresses))
            {
                // Loopback addresses need route_localnet, which exists for IPv4 only.
                if (!IPAddress.IsLoopback(address) || settings.LocalhostNodePorts)
                {
                    sink.Nat(ProxyChains.Services, source, target, s_nodePortsLast, new DestinationMatch(new(address)));
                }
            }
        }
        else if (settings.Family == IpFamily.IPv6)
        {
            sink.Nat(ProxyChains.Services, source, target, s_nodePortsLast, RuleSettings.ToLocal,
                new DestinationMatch(new(IPAddress.IPv6Loopback, "::1/128"), Inverted: true));
        }
        else if (!settings.LocalhostNodePorts)
        {
            sink.Nat(ProxyChains.Services, source, target, s_nodePortsLast, RuleSettings.ToLocal,
                new DestinationMatch(s_loopback, Inverted: true));
        }
        else
        {
            sink.Nat(ProxyChains.Services, source, target, s_nodePortsLast, RuleSettings.ToLocal);
        }
    }
}
