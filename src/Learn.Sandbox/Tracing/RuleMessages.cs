using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>Reads the rules that a socket of <see cref="NetfilterSockets.OpenRulesAsync"/> delivers.</summary>
internal static class RuleMessages
{
    private const ushort Error = 2;
    private const ushort Done = 3;
    private const ushort NewRule = 0x0a06;
    private const ushort Interrupted = 0x10;
    private const int FamilyHeaderSize = 4;
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads all; null if the rules were changed meanwhile.</summary>
    /// <exception cref="SandboxException">The kernel refused.</exception>
    public static async Task<IReadOnlyList<RuleHandle>?> ReadAllAsync(Socket socket, CancellationToken cancellationToken)
    {
        var rules = new List<RuleHandle>();
        var numbers = new Dictionary<(string Table, string Chain), int>();
        var buffer = new byte[BufferSize];
        while (true)
        {
            int length = await socket.ReceiveAsync(buffer, cancellationToken);
            switch (Read(buffer.AsSpan(0, length), rules, numbers))
            {
                case Progress.Changed:
                    return null;
                case Progress.Complete:
                    return rules;
            }
        }
    }

    private static Progress Read(ReadOnlySpan<byte> bytes, List<RuleHandle> rules, Dictionary<(string Table, string Chain), int> numbers)
    {
        var messages = new NetlinkMessages(bytes);
        while (messages.Next())
        {
            if ((messages.Flags & Interrupted) != 0)
            {
                return Progress.Changed;
            }

            switch (messages.Type)
            {
                case Done:
                    return Progress.Complete;
                case Error:
                    throw new SandboxException("The kernel refuses to list the rules of nf_tables.");
                case NewRule:
                    rules.Add(ReadRule(messages.Body[FamilyHeaderSize..], numbers));
                    break;
            }
        }

        return Progress.Unfinished;
    }

    private static RuleHandle ReadRule(ReadOnlySpan<byte> body, Dictionary<(string Table, string Chain), int> numbers)
    {
        const int table = 1;
        const int chain = 2;
        const int handle = 3;
        var attributes = new NetlinkAttributes(body);
        var (inTable, inChain, known) = ("", "", 0ul);
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case table:
                    inTable = attributes.Text;
                    break;
                case chain:
                    inChain = attributes.Text;
                    break;
                case handle:
                    known = attributes.LongNumber;
                    break;
            }
        }

        int number = numbers[(inTable, inChain)] = numbers.GetValueOrDefault((inTable, inChain)) + 1;
        return new RuleHandle(inTable, inChain, number, known);
    }

    private enum Progress
    {
        Unfinished,
        Changed,
        Complete,
    }
}
