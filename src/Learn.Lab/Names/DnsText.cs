using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <summary>The usual notation of what messages hold.</summary>
internal static class DnsText
{
    /// <summary><c>NXDOMAIN</c>, as dig and CoreDNS write it.</summary>
    public static string Of(ReturnCode code) => code switch
    {
        ReturnCode.NoError => "NOERROR",
        ReturnCode.FormatError => "FORMERR",
        ReturnCode.ServerFailure => "SERVFAIL",
        ReturnCode.NxDomain => "NXDOMAIN",
        ReturnCode.NotImplemented => "NOTIMP",
        ReturnCode.Refused => "REFUSED",
        ReturnCode.BadVersion => "BADVERS",
        _ => code.ToString().ToUpperInvariant(),
    };

    /// <summary><c>AAAA</c>; <c>TYPE1234</c> for a type that has no name (RFC 3597).</summary>
    public static string Of(RecordType type)
        => Enum.IsDefined(type) ? type.ToString().ToUpperInvariant() : $"TYPE{(ushort)type}";

    /// <summary>The name without its final dot; empty for the root.</summary>
    public static string Of(DomainName name) => string.Join('.', name.Labels);
}
