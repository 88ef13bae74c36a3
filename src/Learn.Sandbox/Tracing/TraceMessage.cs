using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>Reads the messages with which nf_tables trace packets (linux/netfilter/nf_tables.h, NFT_MSG_TRACE).</summary>
internal static class TraceMessage
{
    /// <summary>Its type: the subsystem nf_tables, message TRACE.</summary>
    public const ushort Type = 0x0a11;

    private const int FamilyHeaderSize = 4;
    private const int Table = 1;
    private const int Chain = 2;
    private const int Handle = 3;
    private const int Kind = 4;
    private const int Verdict = 5;
    private const int Id = 6;
    private const int NetworkHeader = 8;
    private const int TransportHeader = 9;
    private const int InInterface = 10;
    private const int OutInterface = 12;
    private const int Mark = 14;
    private const int Policy = 16;
    private const uint PolicyDecided = 1;
    private const byte FamilyIPv6 = 10;

    /// <summary>Reads a message.</summary>
    /// <param name="body">What it says.</param>
    /// <param name="time">When it was received.</param>
    /// <param name="interfaceName">Name of the interface of a number.</param>
    public static TraceEvent? Read(ReadOnlySpan<byte> body, TimeSpan time, Func<int, string> interfaceName)
    {
        if (body.Length < FamilyHeaderSize)
        {
            return null;
        }

        var attributes = new NetlinkAttributes(body[FamilyHeaderSize..]);
        var (table, chain, target) = ("", "", (string?)null);
        var (kind, verdict, id, mark) = (0u, TraceVerdict.Continue, 0u, 0u);
        ulong? handle = null;
        string? input = null, output = null;
        ReadOnlySpan<byte> network = [], transport = [];
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case Table:
                    table = attributes.Text;
                    break;
                case Chain:
                    chain = attributes.Text;
                    break;
                case Handle:
                    handle = attributes.LongNumber;
                    break;
                case Kind:
                    kind = attributes.Number;
                    break;
                case Verdict:
                    (verdict, target) = ReadVerdict(attributes.Value);
                    break;
                case Id:
                    id = attributes.Number;
                    break;
                case NetworkHeader:
                    network = attributes.Value;
                    break;
                case TransportHeader:
                    transport = attributes.Value;
                    break;
                case InInterface:
                    input = interfaceName((int)attributes.Number);
                    break;
                case OutInterface:
                    output = interfaceName((int)attributes.Number);
                    break;
                case Policy:
                    verdict = (TraceVerdict)attributes.Number;
                    break;
                case Mark:
                    mark = attributes.Number;
                    break;
            }
        }

        return new TraceEvent
        {
            Packet = id,
            Family = body[0] == FamilyIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            Table = table,
            Chain = chain,
            // The end of a chain is told as a rule without a number, or as a return.
            Kind = kind == PolicyDecided ? TraceEventKind.Policy : handle is null || verdict == TraceVerdict.Return ? TraceEventKind.Return : TraceEventKind.Rule,
            Verdict = verdict,
            Target = target,
            RuleHandle = handle,
            Mark = mark,
            Header = PacketHeader.Read(network, transport, input, output),
            Time = time,
        };
    }

    private static (TraceVerdict Verdict, string? Target) ReadVerdict(ReadOnlySpan<byte> bytes)
    {
        const int code = 1;
        const int chain = 2;
        var attributes = new NetlinkAttributes(bytes);
        var (verdict, target) = (TraceVerdict.Continue, (string?)null);
        while (attributes.Next())
        {
            if (attributes.Type == code)
            {
                int number = (int)attributes.Number;

                // The upper half of a drop carries an error number.
                verdict = number < 0 ? (TraceVerdict)number : (TraceVerdict)(number & 0xff);
            }
            else if (attributes.Type == chain)
            {
                target = attributes.Text;
            }
        }

        return (verdict, target);
    }
}
