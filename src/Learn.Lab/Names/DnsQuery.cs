using System.Net;

namespace Learn;

/// <summary>A question that the cluster's name server was asked, and how it ended.</summary>
/// <param name="Time">When it was answered.</param>
/// <param name="Client">Who asked, as the name server saw it: the pod's address unless something masqueraded it.</param>
/// <param name="IsTcp">Whether it came over TCP; otherwise over UDP.</param>
/// <param name="Name">The whole name, as it was spelled, without the final dot.</param>
/// <param name="Type">The type of record asked for: <c>A</c>, <c>AAAA</c>, <c>SRV</c> and so on.</param>
/// <param name="Code">The outcome: <c>NOERROR</c>, <c>NXDOMAIN</c> and so on.</param>
/// <param name="AnswerCount">Records in the answer section. None with NOERROR: the name exists, but not in this type.</param>
public sealed record DnsQuery(DateTimeOffset Time, IPEndPoint Client, bool IsTcp, string Name, string Type, string Code, int AnswerCount)
{
    /// <summary><c>10.244.0.5: AAAA web.default.svc.cluster.local → NOERROR, 0 records</c>.</summary>
    public override string ToString()
        => $"{Client.Address}: {Type} {(Name.Length == 0 ? "." : Name)} → {Code}, {AnswerCount} record{(AnswerCount == 1 ? "" : "s")}";
}
