using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>One endpoint of one service port: an address and a port, and what the EndpointSlice says about it. Immutable.</summary>
public sealed class Endpoint
{
    private readonly EndpointFlags _flags;
    private readonly string[]? _zoneHints;

    internal Endpoint(string address, string text, ushort port, EndpointFlags flags, string[]? zoneHints)
    {
        Address = address;
        Text = text;
        Port = port;
        _flags = flags;
        _zoneHints = zoneHints;
    }

    /// <summary>The address as the slice writes it. It is not brought into a normal form, since kube-proxy does not do it either.</summary>
    public string Address { get; }

    /// <summary>The port, 1–65535.</summary>
    public int Port { get; }

    /// <summary><c>address:port</c>, or <c>[address]:port</c> for IPv6. Endpoints are sorted by it, byte by byte.</summary>
    public string Text { get; }

    /// <summary>True unless the slice says <c>ready: false</c>.</summary>
    public bool IsReady => (_flags & EndpointFlags.Ready) != 0;

    /// <summary>True unless the slice says <c>serving: false</c>.</summary>
    public bool IsServing => (_flags & EndpointFlags.Serving) != 0;

    /// <summary>True if the slice says <c>terminating: true</c>.</summary>
    public bool IsTerminating => (_flags & EndpointFlags.Terminating) != 0;

    /// <summary>True if the endpoint is on the node of this kube-proxy.</summary>
    public bool IsLocal => (_flags & EndpointFlags.Local) != 0;

    /// <summary>The zones whose nodes should use this endpoint; empty without hints.</summary>
    public ImmutableArray<string> ZoneHints => _zoneHints is null ? [] : [.. _zoneHints];

    internal bool HasZoneHints => _zoneHints is { Length: > 0 };

    /// <summary>True if the endpoint is used where no ready one exists.</summary>
    internal bool IsFallback => IsServing && IsTerminating;

    /// <summary>Decides between two entries for the same address and port: the higher one counts.</summary>
    internal int Precedence => (IsLocal ? 8 : 0) + (IsReady ? 4 : 0) + (IsServing ? 2 : 0) + (IsTerminating ? 0 : 1);

    internal string HintText => _zoneHints is null ? "" : string.Join(',', _zoneHints);

    /// <summary>The name of the endpoint's chain, once something needed it.</summary>
    internal string? ChainName { get; set; }

    internal bool IsHintedFor(string zone) => _zoneHints is not null && Array.IndexOf(_zoneHints, zone) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
