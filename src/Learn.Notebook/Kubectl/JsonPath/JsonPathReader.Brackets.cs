using System.Globalization;
using System.Text.Json;

namespace Learn.Notebook.Kubectl;

/// <content>What stands in brackets: indices, slices, quoted names, filters.</content>
internal sealed partial class JsonPathReader
{
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

    private int? ReadNumber()
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || (text[position] == '-' && position == start)))
        {
            position++;
        }

        return int.TryParse(text.AsSpan(start, position - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
