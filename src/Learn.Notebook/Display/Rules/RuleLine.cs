namespace Learn.Notebook;

/// <summary>One line of rules as HTML: chains, targets, chance and comments stand out; read aloud or copied it is what iptables prints.</summary>
internal static class RuleLine
{
    /// <summary>Writes the text of a line, without an element around it.</summary>
    public static void WriteTo(HtmlOutput html, string line)
    {
        if (line.StartsWith('#'))
        {
            html.Element("span", line, "muted");
            return;
        }

        if (line.StartsWith('*') || line is "COMMIT")
        {
            html.Element("span", line, "muted");
            return;
        }

        var words = Words(line);
        for (var i = 0; i < words.Count; i++)
        {
            html.Text(i > 0 ? " " : "");
            var (word, next) = (words[i], i + 1 < words.Count ? words[i + 1] : null);
            switch (word)
            {
                case "-A" or "-I" or "-D" or "-N" or "-X" or "-P" when next is not null:
                    html.Text(word + " ").Element("span", next, "chain");
                    i++;
                    break;
                case "-j" or "-g" when next is not null:
                    html.Text(word + " ").Element("span", next, next is "DROP" or "REJECT" ? "stop" : IsVerdict(next) ? "verdict" : "chain");
                    i++;
                    break;
                case "--comment" when next is not null:
                    html.Element("span", word, "option").Text(" ").Element("span", next, "note");
                    i++;
                    break;
                case "--probability" when next is not null:
                    html.Element("span", word, "option").Text(" ").Element("span", next, "chance");
                    i++;
                    break;
                case var _ when i == 0 && word.StartsWith(':'):
                    html.Text(":").Element("span", word[1..], "chain");
                    break;
                case var _ when i == 0 && word.StartsWith('['):
                    html.Element("span", word, "muted");
                    break;
                case var _ when word.StartsWith("--", StringComparison.Ordinal):
                    // A browser would break a line before its second hyphen.
                    html.Element("span", word, "option");
                    break;
                default:
                    html.Text(word);
                    break;
            }
        }
    }

    private static bool IsVerdict(string target) => target is "ACCEPT" or "DNAT" or "SNAT" or "MASQUERADE" or "MARK" or "RETURN" or "LOG" or "REDIRECT" or "CONNMARK" or "CT" or "TRACE";

    // A comment in quotes is one word.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var start = 0; start < line.Length;)
        {
            var end = line[start] == '"' ? EndOfQuoted(line, start) : line.IndexOf(' ', start);
            end = end < 0 ? line.Length : end;
            words.Add(line[start..end]);
            start = end + 1;
        }

        return words;
    }

    private static int EndOfQuoted(string line, int start)
    {
        for (var i = start + 1; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (line[i] == '"')
            {
                return i + 1;
            }
        }

        return line.Length;
    }
}
