using System.Buffers.Binary;
using System.Net;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <summary>
/// Looks at what came in before the server sees it: ARSoft's server takes a datagram that it cannot read for a broken connection and says
/// nothing, and it would answer responses too, so that two servers could keep each other busy for ever.
/// </summary>
internal static class DnsGate
{
    private const int HeaderLength = 12;
    private const int ResponseFlag = 0x8000;
    private const int OperationMask = 0x7800;
    private const int RecursionDesiredFlag = 0x0100;

    /// <summary>What to do with a message.</summary>
    /// <param name="message">What came in.</param>
    /// <param name="refusal">The code to answer with when the message is no good; null when it is to be answered by the server.</param>
    /// <returns>False: it deserves no answer at all.</returns>
    public static bool Admit(byte[] message, out ReturnCode? refusal)
    {
        refusal = null;
        if (message.Length < HeaderLength || (Word(message, 2) & ResponseFlag) != 0)
        {
            return false;
        }

        refusal = (Word(message, 2) & OperationMask) != 0 ? ReturnCode.NotImplemented
            : Word(message, 4) != 1 || !IsReadable(message) ? ReturnCode.FormatError
            : null;
        return true;
    }

    /// <summary>A response without sections, to a message of which perhaps only the first 12 bytes can be read.</summary>
    public static byte[] Refusal(byte[] message, ReturnCode code)
    {
        var response = new byte[HeaderLength];
        message.AsSpan(0, 2).CopyTo(response);
        int flags = ResponseFlag | (Word(message, 2) & (OperationMask | RecursionDesiredFlag)) | (int)code;
        BinaryPrimitives.WriteUInt16BigEndian(response.AsSpan(2), (ushort)flags);
        return response;
    }

    /// <summary>A message with its length in front, as it goes over TCP.</summary>
    public static byte[] Framed(ReadOnlySpan<byte> message)
    {
        var framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed.AsSpan(2));
        return framed;
    }

    /// <summary>A message for the server, which wants the length in front whatever the transport.</summary>
    public static DnsReceivedRawPackage Package(byte[] message, IPEndPoint client, IPEndPoint server) => new(Framed(message), client, server);

    private static bool IsReadable(byte[] message)
    {
        try
        {
            return DnsMessage.Parse(message).Questions.Count == 1;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library throws whatever it stumbles over: ArgumentOutOfRangeException, NotSupportedException, FormatException …
            return false;
        }
    }

    private static int Word(byte[] message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at));
}
