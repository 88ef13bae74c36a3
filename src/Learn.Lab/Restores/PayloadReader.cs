using System.Text;

namespace Learn;

/// <summary>Sorts the lines of an iptables-restore payload by chain.</summary>
internal static class PayloadReader
{
    /// <summary>The chains, in the order in which they are first mentioned.</summary>
    /// <param name="payload">The payload, UTF-8.</param>
    public static IReadOnlyList<PayloadChain> Read(ReadOnlySpan<byte> payload)
    {
        var chains = new Dictionary<(string Table, string Chain), Builder>();
        var order = new List<Builder>();
        string table = "";
        while (!payload.IsEmpty)
        {
            int end = payload.IndexOf((byte)'\n');
            var line = end < 0 ? payload : payload[..end];
            payload = end < 0 ? default : payload[(end + 1)..];
            string text = Encoding.UTF8.GetString(line);
            if (text.StartsWith('*'))
            {
                table = text[1..].Trim();
                continue;
            }

            if (ChainOf(text) is not { } chain)
            {
                continue;
            }

            if (!chains.TryGetValue((table, chain), out var builder))
            {
                chains.Add((table, chain), builder = new Builder(table, chain));
                order.Add(builder);
            }

            builder.Add(text, line.Length + 1);
        }

        return order.ConvertAll(builder => builder.Build());
    }

    // ":CHAIN - [0:0]", "-A CHAIN …", "-I CHAIN …", "-X CHAIN".
    private static string? ChainOf(string line)
    {
        if (line.StartsWith(':'))
        {
            return line[1..].Split(' ', 2)[0];
        }

        return line.Length > 3 && line[0] == '-' && char.IsAsciiLetterUpper(line[1]) && line[2] == ' ' ? line[3..].Split(' ', 2)[0] : null;
    }

    private sealed class Builder(string table, string chain)
    {
        private readonly List<string> lines = [];
        private int rules;
        private int bytes;
        private bool isDeclared;
        private bool isDeleted;

        public void Add(string line, int length)
        {
            lines.Add(line);
            bytes += length;
            isDeclared |= line[0] == ':';
            isDeleted |= line.StartsWith("-X", StringComparison.Ordinal);
            rules += line[0] == '-' && line[1] is 'A' or 'I' ? 1 : 0;
        }

        public PayloadChain Build() => new(
            table,
            chain,
            isDeleted ? RestoreAction.Deleted : !isDeclared ? RestoreAction.Appended : rules > 0 ? RestoreAction.Written : RestoreAction.Emptied,
            [.. lines],
            rules,
            bytes);
    }
}
