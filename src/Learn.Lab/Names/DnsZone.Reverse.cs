using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <content>From addresses to names.</content>
internal sealed partial class DnsZone
{
    /// <summary>The address that a name below <c>in-addr.arpa</c> or <c>ip6.arpa</c> stands for; null for any other name.</summary>
    internal static IPAddress? AddressInReverse(ImmutableArray<string> labels) => labels switch
    {
        [.. var parts, "in-addr", "arpa"] when parts.Length == 4 && parts.All(IsDecimalByte)
            => new IPAddress([.. parts.Reverse().Select(part => byte.Parse(part, CultureInfo.InvariantCulture))]),
        [.. var digits, "ip6", "arpa"] when digits.Length == 32 && digits.All(digit => digit.Length == 1 && char.IsAsciiHexDigit(digit[0]))
            => new IPAddress(Convert.FromHexString(string.Concat(digits.Reverse()))),
        _ => null,
    };

    // Cluster IPs come first: an address that is one has no other name, as in CoreDNS.
    private DnsAnswer? AnswerReverse(DomainName question, IPAddress address, RecordType type)
    {
        var names = reverse.Value[address];
        return !names.Any() ? null
            : type == RecordType.Ptr
                ? new DnsAnswer { Records = [.. names.Select(name => new PtrRecord(question, ClusterDomain.TimeToLive, Domain(name)))] }
                : NoData(ReverseZoneOf(address));
    }

    private ILookup<IPAddress, string> ReverseNames()
    {
        var named = services.Where(entry => entry.Value.Service is not null).OrderBy(entry => entry.Key).ToList();
        var ofServices = (from entry in named
                          from address in entry.Value.ClusterAddresses
                          select (address, name: $"{entry.Key.Name}.{entry.Key.Namespace}.svc.{ClusterDomain.Name}")).ToList();
        var taken = ofServices.Select(pair => pair.address).ToHashSet();
        return ofServices
            .Concat(from entry in named
                    from endpoint in entry.Value.Endpoints
                    where !taken.Contains(endpoint.Address)
                    select (endpoint.Address, $"{endpoint.Label}.{entry.Key.Name}.{entry.Key.Namespace}.svc.{ClusterDomain.Name}"))
            .Distinct()
            .ToLookup(pair => pair.Item1, pair => pair.Item2);
    }

    private static bool IsDecimalByte(string text)
        => byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte value)
            && value.ToString(CultureInfo.InvariantCulture) == text;

    private static string ReverseZoneOf(IPAddress address)
        => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "ip6.arpa" : "in-addr.arpa";
}
