using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Connection tracking that remembers UDP flows and forgets them when <c>conntrack -D</c> asks for it.</summary>
internal sealed class SimulatedConntrack
{
    private readonly List<Flow> _flows = [];

    internal int Count => _flows.Count;

    internal void Add(IPAddress originalDestination, int port, string translatedTo) =>
        _flows.Add(new(originalDestination, port, translatedTo));

    /// <summary>Carries out <c>-D</c>. Exit status 1 if no flow was deleted, as the program has it.</summary>
    internal int Delete(ImmutableArray<string> argv)
    {
        string? Option(string name) => argv.IndexOf(name) is >= 0 and var index ? argv[index + 1] : null;
        IpFamily family = Option("-f") == "ipv6" ? IpFamily.IPv6 : IpFamily.IPv4;
        return _flows.RemoveAll(flow =>
            Option("-p") == "udp"
            && flow.Family == family
            && (Option("--orig-dst") is not { } address || IPAddress.Parse(address).Equals(flow.OriginalDestination))
            && (Option("--dport") is not { } port || int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) == flow.Port)
            && (Option("--dst-nat") is not { } endpoint || endpoint == flow.TranslatedTo)) > 0 ? 0 : 1;
    }

    private sealed record Flow(IPAddress OriginalDestination, int Port, string TranslatedTo)
    {
        internal IpFamily Family => OriginalDestination.GetAddressBytes().Length == 4 ? IpFamily.IPv4 : IpFamily.IPv6;
    }
}
