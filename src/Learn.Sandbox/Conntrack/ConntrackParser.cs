using System.Globalization;

namespace Learn.Sandbox;

/// <summary>
/// Reads what <c>conntrack -L -o extended,id</c> prints. Its XML would be stricter, but conntrack-tools 1.4.7 leaves out the fields of ICMP there
/// and names the states of SCTP wrongly. Words that are not known are passed over: later versions print more of them.
/// </summary>
public static class ConntrackParser
{
    /// <summary>Reads entries, one a line; lines that are none (conntrack's remark on how many there were) are left out.</summary>
    public static IReadOnlyList<ConntrackEntry> Parse(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var entries = new List<ConntrackEntry>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ParseLine(line) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Reads one line; null if it is no entry.</summary>
    /// <param name="line">As <c>conntrack -L</c> prints it, with <c>-o extended</c> or without.</param>
    public static ConntrackEntry? ParseLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int at = words is ["ipv4" or "ipv6", _, ..] ? 2 : 0;
        if (words.Length < at + 3 || !int.TryParse(words[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int protocol))
        {
            return null;
        }

        string name = words[at];
        TimeSpan? timeout = null;
        string? state = null;
        int index = at + 2;
        for (; index < words.Length && !words[index].Contains('=', StringComparison.Ordinal) && words[index][0] != '['; index++)
        {
            if (int.TryParse(words[index], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
            {
                timeout = TimeSpan.FromSeconds(seconds);
            }
            else
            {
                state = words[index];
            }
        }

        var fields = new ConntrackFields();
        foreach (string word in words.AsSpan(index))
        {
            fields.Take(word);
        }

        return fields.Original.ToTuple() is { } original && fields.Reply.ToTuple() is { } reply
            ? new ConntrackEntry
            {
                Family = original.Source.AddressFamily,
                Protocol = name,
                ProtocolNumber = protocol,
                Timeout = timeout,
                State = state,
                Original = original,
                Reply = reply,
                OriginalTraffic = fields.Original.Traffic,
                ReplyTraffic = fields.Reply.Traffic,
                Mark = fields.Mark,
                Status = fields.Status,
                Id = fields.Id,
                Zone = fields.Zone,
                Text = line,
            }
            : null;
    }
}
