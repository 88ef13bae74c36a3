using System.Text;

namespace Learn.Notebook.Kubectl;

/// <summary>
/// Reads kubectl's dialect of JSONPath (documented at kubernetes.io, "JSONPath Support"): texts outside of braces, <c>{range}…{end}</c>, quoted texts in braces,
/// <c>\.</c> in names, and no need for <c>$</c>.
/// </summary>
internal sealed partial class JsonPathReader
{
    private const string EndOfName = ".[]{}()<>=!, \t\r\n'\"";

    private readonly string text;
    private int position;

    private JsonPathReader(string text) => this.text = text;

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is none; the message says where.</exception>
    public static IReadOnlyList<JsonPathNode> ReadTemplate(string template)
    {
        return new JsonPathReader(template).ReadNodes(isRange: false);
    }

    /// <summary>Reads a lone path, with or without braces and the first dot: <c>{.metadata.name}</c>, <c>metadata.name</c>.</summary>
    /// <exception cref="FormatException">It is none; the message says where.</exception>
    public static IReadOnlyList<JsonPathStep> ReadPath(string path)
    {
        var inner = path.Trim();
        if (inner.StartsWith('{') && inner.EndsWith('}'))
        {
            inner = inner[1..^1].Trim();
        }

        var reader = new JsonPathReader(inner.Length > 0 && inner[0] is not ('.' or '[' or '$' or '@') ? "." + inner : inner);
        var steps = reader.ReadSteps();
        return reader.position == reader.text.Length ? steps : throw reader.Unexpected("a dot or a bracket");
    }

    private List<JsonPathNode> ReadNodes(bool isRange)
    {
        var nodes = new List<JsonPathNode>();
        while (position < text.Length)
        {
            var brace = text.IndexOf('{', position);
            if (brace != position)
            {
                nodes.Add(new JsonPathNode.Literal(text[position..(brace < 0 ? text.Length : brace)]));
                position = brace < 0 ? text.Length : brace;
                continue;
            }

            position++;
            SkipBlanks();
            if (TakeWord("end"))
            {
                Expect('}');
                return isRange ? nodes : throw new FormatException("not in range, nothing to end");
            }

            nodes.AddRange(TakeWord("range") ? [ReadRange()] : ReadExpression());
        }

        return isRange ? throw new FormatException("unterminated range: {end} is missing") : nodes;
    }

    private JsonPathNode.Range ReadRange()
    {
        SkipBlanks();
        var steps = ReadSteps();
        SkipBlanks();
        Expect('}');
        return new JsonPathNode.Range(steps, ReadNodes(isRange: true));
    }

    private List<JsonPathNode> ReadExpression()
    {
        var nodes = new List<JsonPathNode>();
        while (true)
        {
            SkipBlanks();
            if (position == text.Length)
            {
                throw new FormatException("unclosed action: } is missing");
            }

            switch (text[position])
            {
                case '}':
                    position++;
                    return nodes;
                case '"' or '\'':
                    nodes.Add(new JsonPathNode.Literal(ReadQuoted()));
                    break;
                case '.' or '[' or '$' or '@':
                    nodes.Add(new JsonPathNode.Path(ReadSteps()));
                    break;
                default:
                    throw Unexpected("a path such as .items[*], a quoted text, range or end");
            }
        }
    }

    private List<JsonPathStep> ReadSteps()
    {
        var steps = new List<JsonPathStep>();
        if (position < text.Length && text[position] is '$' or '@')
        {
            position++;
        }

        while (position < text.Length && text[position] is '.' or '[')
        {
            if (text[position] == '[')
            {
                position++;
                steps.Add(ReadBracket());
                continue;
            }

            position++;
            if (position < text.Length && text[position] == '.')
            {
                position++;
                steps.Add(new JsonPathStep.Descent());
            }

            if (position < text.Length && text[position] == '*')
            {
                position++;
                steps.Add(new JsonPathStep.Everything());
            }
            else if (ReadName() is { Length: > 0 } name)
            {
                steps.Add(new JsonPathStep.Field(name));
            }
        }

        return steps;
    }

    private string ReadName()
    {
        var name = new StringBuilder();
        while (position < text.Length && !EndOfName.Contains(text[position], StringComparison.Ordinal))
        {
            if (text[position] == '\\' && position + 1 < text.Length)
            {
                position++;
            }

            name.Append(text[position++]);
        }

        return name.ToString();
    }

    private string ReadQuoted()
    {
        var quote = text[position++];
        var value = new StringBuilder();
        while (position < text.Length && text[position] != quote)
        {
            var character = text[position++];
            if (character == '\\' && position < text.Length)
            {
                var escaped = text[position++];
                character = escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => escaped };
            }

            value.Append(character);
        }

        return position++ < text.Length ? value.ToString() : throw new FormatException("unterminated quoted string");
    }

    private bool TakeWord(string word)
    {
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0
            || (position + word.Length < text.Length && (char.IsLetterOrDigit(text[position + word.Length]))))
        {
            return false;
        }

        position += word.Length;
        SkipBlanks();
        return true;
    }

    private bool Take(char expected)
    {
        if (position >= text.Length || text[position] != expected)
        {
            return false;
        }

        position++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!Take(expected))
        {
            throw Unexpected($"'{expected}'");
        }
    }

    private void SkipBlanks()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
    }

    private FormatException Unexpected(string expected) => new(
        $"at character {position + 1} found {(position < text.Length ? $"'{text[position]}'" : "the end")}, expected {expected}");
}
