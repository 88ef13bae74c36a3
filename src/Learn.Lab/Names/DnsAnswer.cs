using System.Collections.Immutable;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <summary>What is known about a name and a type: the sections of an answer, before anything is done to it for the way.</summary>
internal sealed record DnsAnswer
{
    /// <summary>NOERROR or NXDOMAIN.</summary>
    public ReturnCode Code { get; init; } = ReturnCode.NoError;

    /// <summary>Whether this server is the one that decides about the name: it is in the zone of the cluster.</summary>
    public bool IsAuthoritative { get; init; } = true;

    /// <summary>The records asked for; empty, with NOERROR, when the name has none of that type (NODATA).</summary>
    public ImmutableArray<DnsRecordBase> Records { get; init; } = [];

    /// <summary>The zone's SOA record when there is nothing else to say (RFC 2308).</summary>
    public ImmutableArray<DnsRecordBase> Authority { get; init; } = [];

    /// <summary>Addresses of the names in <see cref="Records"/>.</summary>
    public ImmutableArray<DnsRecordBase> Additional { get; init; } = [];

    /// <summary>Why there is no answer, in words (RFC 8914, extended DNS errors); null for nothing to say.</summary>
    public string? Remark { get; init; }
}
