using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;
using Learn.Cluster;

namespace Learn;

/// <content>From a question to its answer.</content>
internal sealed partial class DnsZone
{
    private const string NoInternet = "the lab has no internet: only names of the cluster can be looked up here";

    // RFC 1034 sets no limit for a chain of aliases; CoreDNS follows as many.
    private const int LongestChain = 8;

    private static readonly NamespacedName NameServerService = new("kube-system", "kube-dns");

    /// <summary>The answer to a question. Case plays no part in finding it, and the name comes back as it was asked.</summary>
    /// <param name="name">The whole name.</param>
    /// <param name="type">What is asked for.</param>
    public DnsAnswer Answer(DomainName name, RecordType type)
    {
        ImmutableArray<string> labels = [.. name.Labels.Select(label => label.ToLowerInvariant())];
        return labels switch
        {
            [.. var inside, "cluster", "local"] => AnswerInside(name, inside, type, []),
            _ when Localhost(name, labels, type) is { } answer => answer,
            _ when AddressInReverse(labels) is { } address && AnswerReverse(name, address, type) is { } answer => answer,
            // kubeadm's Corefile forwards the rest to the name servers of the node. There are none in a lab. SERVFAIL, which CoreDNS
            // gives when these do not answer, would make resolvers wait and ask again; "there is no such name" ends the matter at
            // once, and the remark, which dig shows, says why.
            _ => new DnsAnswer { Code = ReturnCode.NxDomain, IsAuthoritative = false, Remark = NoInternet },
        };
    }

    /// <summary>The answer to a question about a name in the usual notation, with or without the final dot.</summary>
    public DnsAnswer Answer(string name, RecordType type) => Answer(Domain(name.TrimEnd('.')), type);

    private DnsAnswer AnswerInside(DomainName name, ImmutableArray<string> labels, RecordType type, ImmutableArray<DnsRecordBase> before)
    {
        switch (labels)
        {
            case []:
                return type switch
                {
                    RecordType.Soa => new DnsAnswer { Records = [StartOfAuthority(ClusterDomain.Name)] },
                    RecordType.Ns => NameServers(name),
                    _ => NoData(),
                };
            case ["dns-version"]:
                return type == RecordType.Txt ? new DnsAnswer { Records = [new TxtRecord(name, 28800, "1.1.0")] } : NoData();
            case ["ns", "dns"]:
                // The name in the SOA record.
                return Addresses(name, type, services.GetValueOrDefault(NameServerService)?.ClusterAddresses ?? []);
            case ["svc"] or ["pod"] or ["dns"]:
                return NoData();
            case [var inNamespace, "svc" or "pod"]:
                return namespaces.Contains(inNamespace) ? NoData() : NoSuchName();
            case [var host, _, "pod"]:
                return PodAddress(host) is { } address ? Addresses(name, type, [address]) : NoSuchName();
            case [.. { Length: <= 2 } below, var service, var inNamespace, "svc"]
                when services.TryGetValue(new NamespacedName(inNamespace, service), out var found) && found.Service is not null:
                return found.Alias is { } alias
                    ? below.Length > 0 ? NoSuchName() : AnswerAlias(name, alias, type, before)
                    : AnswerService(name, below, $"{service}.{inNamespace}.svc.{ClusterDomain.Name}", found, type);
            default:
                return NoSuchName();
        }
    }

    private DnsAnswer AnswerService(DomainName name, ImmutableArray<string> below, string serviceName, ZoneService service, RecordType type)
    {
        var targets = ServiceTarget.Find(service, below, serviceName);
        return targets.Count == 0 ? NoSuchName()
            : type == RecordType.Srv ? ServiceLocations(name, targets)
            : Addresses(name, type, targets.Select(target => target.Address));
    }

    // The name is another one's. An alias of a name in the cluster comes with that one's addresses; if it has none, there is nothing to say.
    private DnsAnswer AnswerAlias(DomainName name, string alias, RecordType type, ImmutableArray<DnsRecordBase> before)
    {
        if (IPAddress.TryParse(alias, out _))
        {
            // Addresses are no names (CoreDNS: such a Service has no record).
            return NoSuchName();
        }

        var target = Domain(alias.TrimEnd('.'));
        var record = new CNameRecord(name, ClusterDomain.TimeToLive, target);
        if (type == RecordType.CName)
        {
            return new DnsAnswer { Records = [record] };
        }

        if (type is not (RecordType.A or RecordType.Aaaa))
        {
            return NoData();
        }

        if (target.Labels is not [.. var inside, var second, var last] || !IsClusterDomain(second, last))
        {
            // A resolver is told to look up the other name, which nobody here knows.
            return new DnsAnswer { Records = [record], Remark = NoInternet };
        }

        if (before.Length >= LongestChain - 1 || before.Any(earlier => earlier.Name.Equals(target)) || name.Equals(target))
        {
            return NoData();
        }

        var next = AnswerInside(target, [.. inside.Select(label => label.ToLowerInvariant())], type, before.Add(record));
        return next.Records.IsEmpty ? NoData() : next with { Records = [record, .. next.Records] };
    }

    private DnsAnswer Addresses(DomainName name, RecordType type, IEnumerable<IPAddress> addresses)
    {
        AddressFamily? family = type switch
        {
            RecordType.A => AddressFamily.InterNetwork,
            RecordType.Aaaa => AddressFamily.InterNetworkV6,
            _ => null,
        };
        ImmutableArray<DnsRecordBase> records = [.. addresses.Where(address => address.AddressFamily == family).Distinct().Select(address => AddressRecord(name, address))];
        return records.IsEmpty ? NoData() : new DnsAnswer { Records = records };
    }

    private static DnsAnswer ServiceLocations(DomainName name, IReadOnlyList<ServiceTarget> targets)
    {
        // All have the same priority and share a weight of 100 (RFC 2782), counted per address as CoreDNS does.
        ushort weight = (ushort)Math.Max(1, 100 / targets.Count);
        return new DnsAnswer
        {
            Records = [.. targets.Where(target => target.Port is not null).Select(target => (target.Name, Port: target.Port!.Number)).Distinct()
                .Select(target => new SrvRecord(name, ClusterDomain.TimeToLive, 0, weight, target.Port, Domain(target.Name)))],
            Additional = [.. targets.Where(target => target.Port is not null).Select(target => (target.Name, target.Address)).Distinct()
                .Select(target => AddressRecord(Domain(target.Name), target.Address))],
        };
    }

    private DnsAnswer NameServers(DomainName name)
    {
        var server = Domain($"{NameServerService.Name}.{NameServerService.Namespace}.svc.{ClusterDomain.Name}");
        return services.GetValueOrDefault(NameServerService)?.ClusterAddresses is { IsEmpty: false } addresses
            ? new DnsAnswer
            {
                Records = [new NsRecord(name, ClusterDomain.TimeToLive, server)],
                Additional = [.. addresses.Select(address => AddressRecord(server, address))],
            }
            : NoData();
    }

    private DnsAnswer NoData(string zone = ClusterDomain.Name) => new() { Authority = [StartOfAuthority(zone)] };

    private DnsAnswer NoSuchName() => NoData() with { Code = ReturnCode.NxDomain };

    // The numbers are those of CoreDNS; the last one is how long "there is none" may be kept.
    private SoaRecord StartOfAuthority(string zone)
        => new(Domain(zone), ClusterDomain.TimeToLive, Domain($"ns.dns.{zone}"), Domain($"hostmaster.{zone}"), Serial, 7200, 1800, 86400, ClusterDomain.TimeToLive);

    // RFC 6761: a name server answers for localhost itself. CoreDNS does so with its plugin "local"; without it, node resolvers do.
    private static DnsAnswer? Localhost(DomainName name, ImmutableArray<string> labels, RecordType type) => (labels, type) switch
    {
        (["localhost"], RecordType.A) => new DnsAnswer { Records = [AddressRecord(name, IPAddress.Loopback)] },
        (["localhost"], RecordType.Aaaa) => new DnsAnswer { Records = [AddressRecord(name, IPAddress.IPv6Loopback)] },
        (["localhost"], _) => new DnsAnswer(),
        _ when type == RecordType.Ptr && AddressInReverse(labels) is { } address && IPAddress.IsLoopback(address)
            => new DnsAnswer { Records = [new PtrRecord(name, ClusterDomain.TimeToLive, Domain("localhost"))] },
        _ => null,
    };

    // 10-244-0-5 or fd00-10-244--5: whatever the address, whether or not there is such a pod (pods insecure).
    private static IPAddress? PodAddress(string label)
    {
        var parts = label.Split('-');
        return parts.Length == 4 && parts.All(IsDecimalByte) ? IPAddress.Parse(string.Join('.', parts))
            : parts.All(part => part.All(char.IsAsciiHexDigit)) && IPAddress.TryParse(string.Join(':', parts), out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6 ? address
            : null;
    }

    private static bool IsClusterDomain(string second, string last)
        => second.Equals("cluster", StringComparison.OrdinalIgnoreCase) && last.Equals("local", StringComparison.OrdinalIgnoreCase);

    private static DnsRecordBase AddressRecord(DomainName name, IPAddress address)
        => address.AddressFamily == AddressFamily.InterNetworkV6
            ? new AaaaRecord(name, ClusterDomain.TimeToLive, address)
            : new ARecord(name, ClusterDomain.TimeToLive, address);

    private static DomainName Domain(string name) => new(name.Split('.'));
}
