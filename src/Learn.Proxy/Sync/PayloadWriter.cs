using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Writes the payload of one sync: rules go from the generator straight into its bytes.</summary>
internal sealed class PayloadWriter : IRuleSink
{
    private const int FixedBytes = 8192;
    private readonly RuleSettings _settings;
    private readonly bool _endpointComments;
    private readonly PayloadBuffer _buffer;
    private readonly RuleWriter _writer;
    private readonly PortState[] _ports;
    private readonly int _firstGeneration;
    private readonly List<PortState> _written = [];

    /// <summary>Begins a payload.</summary>
    /// <param name="settings">What is the same for all Services.</param>
    /// <param name="endpointComments">False in a large cluster.</param>
    /// <param name="ports">All service ports, sorted.</param>
    /// <param name="firstGeneration">Service ports of this or a later generation are written with their own chains.</param>
    /// <param name="shared">Makes the <see cref="PortState.Shared"/> texts that are missing.</param>
    internal PayloadWriter(RuleSettings settings, bool endpointComments, PortState[] ports, int firstGeneration, SharedTextSink shared)
    {
        _settings = settings;
        _endpointComments = endpointComments;
        _ports = ports;
        _firstGeneration = firstGeneration;
        _buffer = new(Prepare(shared));
        _writer = new(_buffer, settings.Family, TextStyle.Restore);
    }

    internal int FilterRules { get; private set; }

    internal int NatRules { get; private set; }

    internal int NatRulesOwned { get; private set; }

    internal int PortsWithoutInternalEndpoints { get; private set; }

    internal int PortsWithoutExternalEndpoints { get; private set; }

    void IRuleSink.Filter(string chain, in RuleSource source, Target? target, params ReadOnlySpan<Match> matches)
    {
        _writer.Append(chain, matches, target);
        FilterRules++;
    }

    void IRuleSink.Nat(string chain, in RuleSource source, Target? target, params ReadOnlySpan<Match> matches)
    {
        _writer.Append(chain, matches, target);
        NatRules++;
    }

    /// <summary>Writes everything.</summary>
    /// <param name="stale">Chains of the nat table to be deleted.</param>
    /// <param name="localAddresses">The addresses of the node.</param>
    internal ReadOnlyMemory<byte> Write(IReadOnlyList<string> stale, IEnumerable<IPAddress> localAddresses)
    {
        WriteFilter();
        WriteNatChains(stale);
        WriteNatRules(stale, localAddresses);
        return _buffer.Written;
    }

    private void WriteFilter()
    {
        _writer.BeginTable("filter");
        _writer.DeclareChain(ProxyChains.Services);
        _writer.DeclareChain(ProxyChains.ExternalServices);
        _writer.DeclareChain(ProxyChains.Forward);
        _writer.DeclareChain(ProxyChains.NodePorts);
        _writer.DeclareChain(ProxyChains.ProxyFirewall);
        if (_settings.LocalhostNodePorts)
        {
            _writer.DeclareChain(ProxyChains.KubeletFirewall);
        }

        FixedRules.WriteLoopbackGuard(_settings, this);
        foreach (PortState port in _ports)
        {
            SharedText shared = port.Shared!;
            if (shared.FilterRules > 0)
            {
                _buffer.Write(shared.Filter);
                FilterRules += shared.FilterRules;
            }
        }

        FixedRules.WriteForward(_settings, this);
        _writer.Commit();
    }

    private void WriteNatChains(IReadOnlyList<string> stale)
    {
        _writer.BeginTable("nat");
        _writer.DeclareChain(ProxyChains.Services);
        _writer.DeclareChain(ProxyChains.NodePorts);
        _writer.DeclareChain(ProxyChains.Postrouting);
        _writer.DeclareChain(ProxyChains.MarkMasquerade);
        Action<string> declare = chain => _writer.DeclareChain(chain);
        foreach (PortState port in _written)
        {
            port.ForEachChain(declare);
        }

        // A chain line empties the chain, and only an empty chain can be deleted.
        foreach (string chain in stale)
        {
            _writer.DeclareChain(chain);
        }
    }

    private void WriteNatRules(IReadOnlyList<string> stale, IEnumerable<IPAddress> localAddresses)
    {
        FixedRules.WriteMasquerade(_settings, this);
        int leftAlone = 0;
        foreach (PortState port in _ports)
        {
            SharedText shared = port.Shared!;
            _buffer.Write(shared.Nat);
            NatRules += shared.NatRules;
            PortsWithoutInternalEndpoints += shared.LacksInternalEndpoints ? 1 : 0;
            PortsWithoutExternalEndpoints += shared.LacksExternalEndpoints ? 1 : 0;
            if (port.Generation >= _firstGeneration)
            {
                OwnChainRules.Write(port, _settings, _endpointComments, this);
            }
            else
            {
                leftAlone += shared.OwnRules;
            }
        }

        foreach (string chain in stale)
        {
            _writer.DeleteChain(chain);
        }

        FixedRules.WriteNodePortsLast(_settings, localAddresses, this);
        _writer.Commit();
        NatRulesOwned = NatRules + leftAlone;
    }

    /// <summary>Finds the ports whose own chains are written, and says how many bytes the payload will have at most.</summary>
    private int Prepare(SharedTextSink sharedText)
    {
        long bytes = FixedBytes;
        foreach (PortState port in _ports)
        {
            SharedText shared = port.Shared ??= sharedText.Render(port, _settings);
            bytes += shared.Filter.Length + shared.Nat.Length;
            if (port.Generation >= _firstGeneration)
            {
                _written.Add(port);
                bytes += RuleCounts.BytesOfOwnChains(port, _endpointComments);
            }
        }

        return (int)Math.Min(bytes, Array.MaxLength);
    }
}
