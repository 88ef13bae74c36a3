using System.Collections.Immutable;
using System.Net;
using System.Text;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <summary>From a query message to its response: flags, EDNS, the order of the addresses, and the notes about it.</summary>
internal sealed class DnsResponder(Func<DnsZone> zone, DnsQueryLog log, DnsMetrics metrics, TimeProvider time)
{
    // Larger datagrams are cut into fragments on some paths, and fragments get lost (DNS Flag Day 2020; CoreDNS's default as well).
    private const ushort LargestDatagram = 1232;
    private const ushort SmallestDatagram = 512;

    // RFC 8914: option 15; code 22, "no reachable authority".
    private const EDnsOptionType ExtendedError = (EDnsOptionType)15;
    private static readonly byte[] NoReachableAuthority = [0, 22];

    /// <summary>Answers a well-formed query with one question.</summary>
    public DnsMessage Respond(DnsMessage query, IPEndPoint client, bool isTcp)
    {
        var question = query.Questions[0];
        var response = query.CreateResponseInstance();
        response.IsRecursionDesired = query.IsRecursionDesired;
        response.AdditionalRecords.Clear();
        if (query.EDnsOptions is { } asked)
        {
            response.EDnsOptions = new OptRecord(Math.Clamp(asked.UdpPayloadSize, SmallestDatagram, LargestDatagram));
        }

        if (query.EDnsOptions is { Version: > 0 })
        {
            response.ReturnCode = ReturnCode.BadVersion;
        }
        else if (question.RecordClass is not (RecordClass.INet or RecordClass.Any) || question.RecordType is RecordType.Axfr or RecordType.Ixfr)
        {
            response.ReturnCode = ReturnCode.Refused;
        }
        else
        {
            Fill(response, zone().Answer(question.Name, question.RecordType));
        }

        Note(new DnsQuery(
            time.GetUtcNow(), client, isTcp, DnsText.Of(question.Name), DnsText.Of(question.RecordType), DnsText.Of(response.ReturnCode), response.AnswerRecords.Count));
        return response;
    }

    /// <summary>Notes a query that could not be read, or is of a kind that no name server of a cluster serves.</summary>
    public void NoteRefusal(IPEndPoint client, bool isTcp, ReturnCode code)
        => Note(new DnsQuery(time.GetUtcNow(), client, isTcp, "", "other", DnsText.Of(code), 0));

    private static void Fill(DnsMessage response, DnsAnswer answer)
    {
        response.ReturnCode = answer.Code;
        response.IsAuthoritiveAnswer = answer.IsAuthoritative;
        // What is not of the cluster would have been looked up elsewhere; about the cluster's own names nobody is asked.
        response.IsRecursionAllowed = !answer.IsAuthoritative;
        response.AnswerRecords.AddRange(InTurn(answer.Records));
        response.AuthorityRecords.AddRange(answer.Authority);
        response.AdditionalRecords.InsertRange(0, InTurn(answer.Additional));
        if (answer.Remark is { } remark)
        {
            response.EDnsOptions?.Options.Add(new UnknownOption(ExtendedError, [.. NoReachableAuthority, .. Encoding.UTF8.GetBytes(remark)]));
        }
    }

    // CoreDNS's plugin "loadbalance": addresses in an order drawn by lot each time, after the aliases that lead to them.
    private static IEnumerable<DnsRecordBase> InTurn(ImmutableArray<DnsRecordBase> records)
    {
        var addresses = records.Where(record => record is AddressRecordBase).ToArray();
        Random.Shared.Shuffle(addresses);
        return records.Where(record => record is not AddressRecordBase).Concat(addresses);
    }

    private void Note(DnsQuery query)
    {
        metrics.Count(query);
        log.Add(query);
    }
}
