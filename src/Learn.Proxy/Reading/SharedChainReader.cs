using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Reads the chains that all Services share: which addresses and ports lead to which service port.</summary>
internal sealed class SharedChainReader(ReadingBuilder builder)
{
    private readonly Dictionary<(AddressPattern Address, byte Protocol, ushort Port), ServiceDraft> _byAddress = [];
    private readonly Dictionary<(byte Protocol, ushort Port), ServiceDraft> _byNodePort = [];

    private Dictionary<string, ServiceDraft>? _byName;

    /// <summary>True if the text has the rules that lead to Services; if not, it is a piece, and nothing in it is stale.</summary>
    internal bool HasServices { get; private set; }

    internal void ReadNat()
    {
        if (builder.Find("nat", ProxyChains.Services) is { } services)
        {
            HasServices = !services.Chain.Rules.IsEmpty;
            ReadEach(services, ReadService);
        }

        if (builder.Find("nat", ProxyChains.NodePorts) is { } nodePorts)
        {
            ReadEach(nodePorts, ReadNodePort);
        }
    }

    internal void ReadFilter()
    {
        foreach (string chain in (ReadOnlySpan<string>)[ProxyChains.Services, ProxyChains.ExternalServices])
        {
            if (builder.Find("filter", chain) is { } entry)
            {
                ReadEach(entry, rule => ReadRefusal(rule, isExternal: chain == ProxyChains.ExternalServices));
            }
        }

        if (builder.Find("filter", ProxyChains.NodePorts) is { } health)
        {
            ReadEach(health, ReadHealthCheck);
        }

        if (builder.Find("filter", ProxyChains.ProxyFirewall) is { } firewall)
        {
            ReadEach(firewall, ReadFirewall);
        }
    }

    private static void ReadEach(ChainEntry entry, Func<Rule, ServiceDraft?> read)
    {
        var services = new ServiceDraft?[entry.Chain.Rules.Length];
        for (int index = 0; index < services.Length; index++)
        {
            services[index] = read(entry.Chain.Rules[index]);
            if (services[index] is { } service)
            {
                service.IsReferenced = true;
            }
        }

        entry.ServiceOfRule = services;
    }

    private ServiceDraft? ReadService(Rule rule)
    {
        if (RuleParts.ChainCalledBy(rule) is not { } chain)
        {
            return null;
        }

        AddressPattern? address = RuleParts.DestinationOf(rule);
        IpProtocol? protocol = RuleParts.ProtocolOf(rule);
        ushort? port = RuleParts.PortOf(rule);
        if (builder.OfChain(chain) is not { } service)
        {
            // Older releases marked here what was to be masqueraded, before the rule that leads to the Service.
            return ChainRoles.Of(chain) == ChainRole.MarkMasquerade ? Named(rule, protocol) : null;
        }

        service.TakeProtocol(protocol);
        service.TakeName(CommentNames.Find(rule.Comment));
        service.Port ??= port;
        if (address is { } vip)
        {
            TakeAddress(service, rule, chain, vip);
            if (protocol is not null && port is not null)
            {
                _byAddress.TryAdd((vip, protocol.Value.Number, port.Value), service);
            }
        }

        return service;
    }

    private static void TakeAddress(ServiceDraft service, Rule rule, string chain, AddressPattern address)
    {
        ChainRole role = ChainRoles.Of(chain);
        if (RuleParts.HasCommentWith(rule, " loadbalancer IP") || role == ChainRole.Firewall)
        {
            service.AddLoadBalancerIP(address.Address);
        }
        else if (role is ChainRole.External or ChainRole.OldExternalLocal || RuleParts.HasCommentWith(rule, " external IP"))
        {
            service.AddExternalIP(address.Address);
        }
        else
        {
            service.ClusterIP ??= address.Address;
            service.IsInternalPolicyLocal |= role == ChainRole.LocalService;
        }
    }

    private ServiceDraft? ReadNodePort(Rule rule)
    {
        IpProtocol? protocol = RuleParts.ProtocolOf(rule);
        ushort? port = RuleParts.PortOf(rule);
        if (RuleParts.ChainCalledBy(rule) is not { } chain)
        {
            return null;
        }

        if (builder.OfChain(chain) is not { } service)
        {
            return ChainRoles.Of(chain) == ChainRole.MarkMasquerade ? Named(rule, protocol) : null;
        }

        service.TakeProtocol(protocol);
        service.TakeName(CommentNames.Find(rule.Comment));
        service.NodePort ??= port;
        if (protocol is not null && port is not null)
        {
            _byNodePort.TryAdd((protocol.Value.Number, port.Value), service);
        }

        return service;
    }

    private ServiceDraft? ReadRefusal(Rule rule, bool isExternal)
    {
        if (rule.Target is not (RejectTarget or DropTarget))
        {
            return null;
        }

        IpProtocol? protocol = RuleParts.ProtocolOf(rule);
        ServiceDraft? service = Refused(rule, protocol, isExternal);
        if (service is null)
        {
            return null;
        }

        service.TakeProtocol(protocol);
        bool hasNone = rule.Target is RejectTarget;
        service.IsRefused |= hasNone;
        service.IsDroppedWithoutLocal |= !hasNone;
        TakeRefused(service, rule, isExternal);
        if (!hasNone)
        {
            service.IsExternalPolicyLocal |= isExternal;
            service.IsInternalPolicyLocal |= !isExternal;
        }

        return service;
    }

    private static void TakeRefused(ServiceDraft service, Rule rule, bool isExternal)
    {
        ushort? port = RuleParts.PortOf(rule);
        if (RuleParts.DestinationOf(rule) is not { } address)
        {
            service.NodePort ??= isExternal ? port : null;
            return;
        }

        service.Port ??= port;
        if (!isExternal)
        {
            service.ClusterIP ??= address.Address;
        }
        else if (!service.HasLoadBalancerIP(address.Address))
        {
            // Refused, external IPs and addresses of load balancers look the same.
            service.AddExternalIP(address.Address);
        }
    }

    private ServiceDraft? Refused(Rule rule, IpProtocol? protocol, bool isExternal)
    {
        ServiceDraft? known = ByAddress(rule, protocol);
        ServiceDraft? named = Named(rule, protocol);
        if (known is null || named is null)
        {
            return known ?? named ?? Anonymous(rule);
        }

        // A cluster IP belongs to one Service; external addresses may be claimed by several.
        bool contradicts = !isExternal || (rule.Target is RejectTarget && named.Chains.Count > 0);
        return contradicts ? known : named;
    }

    private ServiceDraft? ByAddress(Rule rule, IpProtocol? protocol)
    {
        if (protocol is null || RuleParts.PortOf(rule) is not { } port)
        {
            return null;
        }

        return RuleParts.DestinationOf(rule) is { } address
            ? _byAddress.GetValueOrDefault((address, protocol.Value.Number, port))
            : _byNodePort.GetValueOrDefault((protocol.Value.Number, port));
    }

    // The comment was lost: the address is all there is.
    private ServiceDraft? Anonymous(Rule rule) => RuleParts.DestinationOf(rule) is { } address && RuleParts.PortOf(rule) is { } port
        ? builder.WithKey($"{(address.Family == IpFamily.IPv6 ? $"[{address.Address}]" : address.Address)}:{port}")
        : null;

    private ServiceDraft? Named(Rule rule, IpProtocol? protocol) =>
        protocol is { } known && CommentNames.Find(rule.Comment) is { } name ? builder.OfName(name, known) : null;

    private ServiceDraft? ReadHealthCheck(Rule rule)
    {
        // The rule is about TCP whatever the protocol of the Service is.
        if (rule.Target is not AcceptTarget || RuleParts.PortOf(rule) is not { } port || CommentNames.Find(rule.Comment) is not { } name)
        {
            return null;
        }

        _byName ??= builder.ByName();
        ServiceDraft service = _byName.GetValueOrDefault(name) ?? builder.OfName(name, IpProtocol.Tcp);
        service.HealthCheckNodePort ??= port;
        return service;
    }

    private ServiceDraft? ReadFirewall(Rule rule)
    {
        IpProtocol? protocol = RuleParts.ProtocolOf(rule);
        return rule.Target is DropTarget ? ByAddress(rule, protocol) ?? Named(rule, protocol) : null;
    }
}
