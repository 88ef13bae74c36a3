using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Learn.Notebook.Kubectl;

/// <summary>
/// Reads kubectl's dialect of JSONPath (documented at kubernetes.io, "JSONPath Support"): texts outside of braces, <c>{range}…{end}</c>, quoted texts in braces,
/// <c>\.</c> in names, and no need for <c>$</c>.
/// </summary>
internal sealed class JsonPathReader
{
    private const string EndOfName = ".[]{}()<>=!, \t\r\n'\"";

    private readonly string text;
    private int position;

    private JsonPathReader(string text) => this.text = text;

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is none; the message says where.</exception>
    public static IReadOnlyList<JsonPathNode> ReadTemplate(string template)
    {
        var reader = new JsonPathReader(template);
        var nodes = reader.ReadNodes(isRange: false);
        return nodes;
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

    private JsonPathStep ReadBracket()
    {
        SkipBlanks();
        if (Take('?'))
        {
            Expect('(');
            var filter = ReadFilter();
            SkipBlanks();
            Expect(')');
            SkipBlanks();
            Expect(']');
            return filter;
        }

        var parts = new List<JsonPathStep>();
        do
        {
            SkipBlanks();
            parts.Add(ReadPart());
            SkipBlanks();
        }
        while (Take(','));
        Expect(']');
        return parts.Count == 1 ? parts[0] : new JsonPathStep.Union(parts);
    }

    private JsonPathStep ReadPart()
    {
        if (Take('*'))
        {
            return new JsonPathStep.Everything();
        }

        if (position < text.Length && text[position] is '"' or '\'')
        {
            return new JsonPathStep.Field(ReadQuoted());
        }

        var numbers = new List<int?> { ReadNumber() };
        while (Take(':'))
        {
            numbers.Add(ReadNumber());
        }

        return numbers switch
        {
            [{ } index] => new JsonPathStep.Index(index),
            [var from, var to] => new JsonPathStep.Slice(from, to, null),
            [var from, var to, not 0 and var step] => new JsonPathStep.Slice(from, to, step),
            _ => throw Unexpected("a number, a slice such as 0:2, *, a quoted name or a filter ?(…)"),
        };
    }

    private JsonPathStep.Filter ReadFilter()
    {
        var left = ReadOperand();
        SkipBlanks();
        var found = Array.Find(["==", "!=", "<=", ">=", "<", ">"], sign => string.CompareOrdinal(text, position, sign, 0, sign.Length) == 0);
        if (found is null)
        {
            return new JsonPathStep.Filter(left, null, null);
        }

        position += found.Length;
        return new JsonPathStep.Filter(left, found, ReadOperand());
    }

    private JsonPathStep.Operand ReadOperand()
    {
        SkipBlanks();
        if (position < text.Length && text[position] is '@' or '$' or '.' or '[')
        {
            return new JsonPathStep.Operand(ReadSteps(), default);
        }

        if (position < text.Length && text[position] is '"' or '\'')
        {
            return new JsonPathStep.Operand(null, JsonSerializer.SerializeToElement(ReadQuoted()));
        }

        var start = position;
        while (position < text.Length && text[position] is not (')' or ' ' or '=' or '!' or '<' or '>'))
        {
            position++;
        }

        var word = text[start..position];
        if (word is "true" or "false" || double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return new JsonPathStep.Operand(null, JsonElement.Parse(word));
        }

        position = start;
        throw Unexpected("@.path, a quoted text, a number, true or false");
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

    private int? ReadNumber()
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || (text[position] == '-' && position == start)))
        {
            position++;
        }

        return int.TryParse(text.AsSpan(start, position - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
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
