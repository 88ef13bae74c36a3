using System.Collections.Immutable;

namespace Learn.Cluster;

/// <summary>Reads the notation of <c>kubectl -l</c>.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private int position;

    public ImmutableArray<LabelRequirement> Parse()
    {
        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        SkipBlanks();
        while (position < text.Length)
        {
            requirements.Add(ReadRequirement());
            SkipBlanks();
            if (position == text.Length)
            {
                break;
            }

            Expect(',');
            SkipBlanks();
            if (position == text.Length)
            {
                throw Unexpected("a label after the comma");
            }
        }

        return requirements.ToImmutable();
    }

    private LabelRequirement ReadRequirement()
    {
        if (Take('!'))
        {
            SkipBlanks();
            return new(ReadKey(), LabelOperator.DoesNotExist, []);
        }

        var key = ReadKey();
        SkipBlanks();
        if (Take('!'))
        {
            Expect('=');
            return new(key, LabelOperator.NotIn, [ReadValue()]);
        }

        if (Take('='))
        {
            Take('=');
            return new(key, LabelOperator.In, [ReadValue()]);
        }

        if (position == text.Length || text[position] == ',')
        {
            return new(key, LabelOperator.Exists, []);
        }

        var word = ReadWord();
        return word switch
        {
            "in" => new(key, LabelOperator.In, ReadValues()),
            "notin" => new(key, LabelOperator.NotIn, ReadValues()),
            _ => throw Unexpected("one of: =, ==, !=, in, notin, or a comma"),
        };
    }

    private string ReadKey()
    {
        var key = ReadWord();
        if (key.Length == 0)
        {
            throw Unexpected("a label");
        }

        if (LabelRules.CheckQualifiedName(key) is [var problem, ..])
        {
            throw new FormatException($"unable to parse requirement: \"{key}\": {problem}");
        }

        return key;
    }

    private string ReadValue()
    {
        SkipBlanks();
        return CheckValue(ReadWord());
    }

    private ImmutableArray<string> ReadValues()
    {
        SkipBlanks();
        Expect('(');
        var values = ImmutableArray.CreateBuilder<string>();
        do
        {
            SkipBlanks();
            values.Add(CheckValue(ReadWord()));
            SkipBlanks();
        }
        while (Take(','));

        Expect(')');
        return values.ToImmutable();
    }

    private static string CheckValue(string value) => LabelRules.CheckLabelValue(value) is [var problem, ..]
        ? throw new FormatException($"unable to parse requirement: \"{value}\": {problem}")
        : value;

    private string ReadWord()
    {
        var start = position;
        while (position < text.Length && text[position] is not (',' or '=' or '!' or '(' or ')') && !char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return text[start..position];
    }

    private void SkipBlanks()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
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

    private FormatException Unexpected(string expected) => new(
        $"unable to parse the selector \"{text}\": at character {position + 1} found "
        + (position < text.Length ? $"'{text[position]}'" : "the end") + $", expected {expected}");
}
