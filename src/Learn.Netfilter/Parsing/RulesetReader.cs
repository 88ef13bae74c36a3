using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;

namespace Learn.Netfilter;

/// <summary>Reads one text line by line.</summary>
internal sealed class RulesetReader
{
    private readonly IpFamily _family;
    private readonly NameTable _names;
    private readonly RuleReader _rules;
    private readonly SpellingCheck _spelling;
    private readonly ImmutableArray<Table>.Builder _tables = ImmutableArray.CreateBuilder<Table>();
    private readonly ImmutableArray<RulesetParseError>.Builder _errors = ImmutableArray.CreateBuilder<RulesetParseError>();
    private readonly List<string> _comments = [];
    private TableBuilder? _table;
    private int _lineNumber;

    internal RulesetReader(IpFamily family, TextStyle? style, int textLength)
    {
        _family = family;
        _names = new NameTable(textLength);
        _rules = new RuleReader(family, _names);
        _spelling = new SpellingCheck(family, style);
    }

    internal ParseResult Read(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadLine(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
        }

        EndTable(committed: false);
        var ruleset = new Ruleset(_family, _tables.DrainToImmutable())
        {
            WrittenIn = _spelling.Style,
            TrailingComments = [.. _comments],
        };
        return new ParseResult(ruleset, _errors.DrainToImmutable());
    }

    private static string Printed(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        _lineNumber++;
        if (line.EndsWith((byte)'\r'))
        {
            line = line[..^1];
        }

        int indentation = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        var content = indentation <= 0 ? line : line[indentation..];
        if (indentation < 0 || content[0] == '#')
        {
            ReadComment(indentation < 0 ? "" : Printed(content));
        }
        else if (_table is not null && content[0] == '-')
        {
            ReadCommand(indentation, content);
        }
        else if (content[0] == '*')
        {
            EndTable(committed: false);
            BeginTable(indentation, content[1..].Trim((byte)' '));
        }
        else if (_table is null)
        {
            Error(indentation, content, "the beginning of a table, such as \"*nat\"");
        }
        else if (content.TrimEnd((byte)' ').SequenceEqual("COMMIT"u8))
        {
            EndTable(committed: true);
        }
        else if (content[0] == ':')
        {
            ReadChain(indentation, content);
        }
        else
        {
            ReadCommand(indentation, content);
        }
    }

    private void BeginTable(int column, ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            Error(column + 1, default, "the name of a table");
            return;
        }

        _table = new TableBuilder(Printed(name), [.. _comments]);
        _comments.Clear();
    }

    private void ReadComment(string line)
    {
        if (_table is null)
        {
            _comments.Add(line);
        }
        else
        {
            _table.Command(TableLineKind.Comment, line);
        }
    }

    private void EndTable(bool committed)
    {
        if (_table is not null)
        {
            _tables.Add(_table.Build(committed));
            _table = null;
        }
    }

    private void ReadChain(int column, ReadOnlySpan<byte> line)
    {
        var rest = line[1..];
        var name = NextWord(ref rest);
        var policy = NextWord(ref rest);
        if (name.IsEmpty)
        {
            Error(column + 1, default, "the name of a chain");
            return;
        }

        bool builtIn = !policy.SequenceEqual("-"u8);
        bool drop = policy.SequenceEqual("DROP"u8);
        if (builtIn && !drop && !policy.SequenceEqual("ACCEPT"u8))
        {
            Error(column + line.Length - rest.Length - policy.Length, policy, "ACCEPT, DROP or a hyphen");
            return;
        }

        var counters = default(Counters);
        rest = rest.Trim((byte)' ');
        if (!rest.IsEmpty && (!TryReadCounters(rest, out counters, out int length) || length != rest.Length))
        {
            Error(column + line.Length - rest.Length, rest, "counters such as [0:0]");
            return;
        }

        _table!.Declare(_names.Name(name), !builtIn ? null : drop ? ChainPolicy.Drop : ChainPolicy.Accept, counters);
    }

    private void ReadCommand(int column, ReadOnlySpan<byte> line)
    {
        var rest = line;
        Counters? counters = null;
        if (rest[0] == '[')
        {
            if (!TryReadCounters(rest, out var value, out int length))
            {
                Error(column, line, "counters such as [0:0]");
                return;
            }

            counters = value;
            rest = rest[length..];
        }

        var command = NextWord(ref rest);
        if (command.Length < 2 || command[0] != '-')
        {
            Error(column, line, "a rule such as \"-A CHAIN …\", a chain such as \":CHAIN - [0:0]\", or COMMIT");
            return;
        }

        if (command.SequenceEqual("-A"u8))
        {
            var chain = NextWord(ref rest);
            if (ReadRule(chain, rest, column + line.Length - rest.Length, counters) is { } rule)
            {
                _table!.Append(_table.Expected(chain) ?? _names.Name(chain), rule);
            }

            return;
        }

        if (!TryReadOther(command, rest, column + line.Length - rest.Length, counters))
        {
            _table!.Command(TableLineKind.Unknown, Printed(line));
        }
    }

    private bool TryReadOther(ReadOnlySpan<byte> command, ReadOnlySpan<byte> rest, int column, Counters? counters)
    {
        int before = rest.Length;
        var chain = NextWord(ref rest);
        column += before - rest.Length;
        switch (command.Length == 2 ? command[1] : 0)
        {
            case (byte)'X' when rest.IsEmpty:
                _table!.Command(TableLineKind.DeleteChain, Printed(chain));
                return true;
            case (byte)'F' when rest.IsEmpty:
                _table!.Command(TableLineKind.Flush, Printed(chain));
                return true;
            case (byte)'N' when rest.IsEmpty && !chain.IsEmpty:
                _table!.Command(TableLineKind.New, Printed(chain));
                return true;
            case (byte)'I' or (byte)'D' when !chain.IsEmpty:
                ReadPlacedRule(command[1] == 'I', chain, rest, column, counters);
                return true;
            default:
                return false;
        }
    }

    private void ReadPlacedRule(bool insert, ReadOnlySpan<byte> chain, ReadOnlySpan<byte> rest, int column, Counters? counters)
    {
        var afterNumber = rest;
        var word = NextWord(ref afterNumber);
        int number = 0;
        if (Utf8Parser.TryParse(word, out int parsed, out int used) && used == word.Length && parsed > 0)
        {
            number = parsed;
            column += rest.Length - afterNumber.Length;
            rest = afterNumber;
        }

        bool onlyNumber = !insert && number > 0 && rest.IsEmpty;
        var rule = onlyNumber ? null : ReadRule(chain, rest, column, counters);
        if (rule is null && !onlyNumber)
        {
            return;
        }

        if (insert)
        {
            _table!.Insert(_names.Name(chain), rule!, number);
        }
        else
        {
            _table!.Delete(_names.Name(chain), rule, number);
        }
    }

    private Rule? ReadRule(ReadOnlySpan<byte> chain, ReadOnlySpan<byte> rest, int column, Counters? counters)
    {
        if (chain.IsEmpty)
        {
            Error(column, default, "the name of a chain");
            return null;
        }

        // One blank belongs to the line, further ones to the spelling of the rule.
        var text = rest.IsEmpty ? rest : rest[1..];
        _rules.Style = _spelling.Style;
        var rule = _rules.Read(text, out var error);
        if (rule is null)
        {
            Error(column + 1 + error.Column, text[Math.Min(error.Column, text.Length)..], error.Expected);
            return null;
        }

        return _spelling.Check(rule, rest, counters);
    }

    private void Error(int column, ReadOnlySpan<byte> found, string expected) =>
        _errors.Add(new(_lineNumber, Math.Max(column, 0) + 1, Printed(found), expected));

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> rest)
    {
        var trimmed = rest.TrimStart((byte)' ');
        int end = trimmed.IndexOf((byte)' ');
        var word = end < 0 ? trimmed : trimmed[..end];
        rest = end < 0 ? default : trimmed[end..];
        return word;
    }

    private static bool TryReadCounters(ReadOnlySpan<byte> text, out Counters counters, out int length)
    {
        counters = default;
        length = 0;
        if (text[0] != '[' || !Utf8Parser.TryParse(text[1..], out ulong packets, out int first))
        {
            return false;
        }

        int colon = first + 1;
        if (colon >= text.Length || text[colon] != ':' || !Utf8Parser.TryParse(text[(colon + 1)..], out ulong bytes, out int second))
        {
            return false;
        }

        length = colon + second + 2;
        counters = new(packets, bytes);
        return length <= text.Length && text[length - 1] == ']';
    }
}
