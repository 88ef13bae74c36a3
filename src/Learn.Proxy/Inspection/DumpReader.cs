using System.Collections.Immutable;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Finds the saves in a text, and their families.</summary>
internal sealed class DumpReader
{
    private readonly ImmutableArray<Ruleset>.Builder _rulesets = ImmutableArray.CreateBuilder<Ruleset>();
    private readonly StringBuilder _save = new();
    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);
    private string? _program;
    private IpFamily? _family;
    private bool _isInTable;
    private int _ignored;
    private string? _firstIgnored;
    private bool _hasNftables;

    internal Dump Read(string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadLine(Bare(line));
        }

        End();
        return new Dump(_rulesets.ToImmutable(), _ignored, _firstIgnored, _hasNftables);
    }

    // Indentation, and the marks that mail programs and forums put before quoted lines.
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        while (line.StartsWith("> ") || line.StartsWith("| ") || line is ">" or "|")
        {
            line = line[1..].TrimStart();
        }

        return line;
    }

    private void ReadLine(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return;
        }

        if (line[0] == '#')
        {
            ReadComment(line);
        }
        else if (line[0] == '*' && line.Length > 1 && !line.Contains(' ') && !line[1..].ContainsAnyExceptInRange('a', 'z'))
        {
            BeginTable(line[1..].ToString());
            Append(line);
        }
        else if (_isInTable && (line[0] is '-' or ':' or '[' || line.SequenceEqual("COMMIT")) && IsOfSave(line))
        {
            _family ??= DumpFamily.OfRule(line);
            _isInTable = !line.SequenceEqual("COMMIT");
            Append(line);
        }
        else
        {
            Ignore(line);
        }
    }

    private static bool IsOfSave(ReadOnlySpan<char> line) => line[0] switch
    {
        '-' => line.Length > 3 && line[1] is 'A' or 'I' or 'X' or 'N' or 'F' or 'D' && line[2] == ' ',
        ':' => line.Contains(' '),
        '[' => line.IndexOf("] -A ", StringComparison.Ordinal) > 0,
        _ => true,
    };

    private void ReadComment(ReadOnlySpan<char> line)
    {
        string? program = DumpHeader.ProgramOf(line);
        if (program is not null && _program is not null && program != _program)
        {
            End();
        }

        _program = program ?? _program;
        if (_isInTable || line.StartsWith(DumpHeader.Beginning) || line.Contains(DumpHeader.LegacyWarning, StringComparison.Ordinal))
        {
            Append(line);
        }
    }

    private void BeginTable(string table)
    {
        if (!_tables.Add(table))
        {
            // The same table again: another save. Its header, if it has one, has been taken for a part of this one.
            string program = _program ?? "";
            string header = LastHeader();
            End();
            _program = program.Length > 0 ? program : null;
            _tables.Add(table);
            _save.Append(header);
        }

        _isInTable = true;
    }

    private string LastHeader()
    {
        string save = _save.ToString();
        int start = save.LastIndexOf(DumpHeader.Beginning, StringComparison.Ordinal);
        int commit = save.LastIndexOf("COMMIT", StringComparison.Ordinal);
        return start > commit ? save[start..] : "";
    }

    private void Append(ReadOnlySpan<char> line) => _save.Append(line).Append('\n');

    private void Ignore(ReadOnlySpan<char> line)
    {
        _hasNftables |= line.StartsWith("table ip kube-proxy") || line.StartsWith("table ip6 kube-proxy");
        _firstIgnored ??= line.ToString();
        _ignored++;
    }

    private void End()
    {
        if (_tables.Count > 0)
        {
            IpFamily family = _program switch
            {
                not null when _program.StartsWith("ip6", StringComparison.Ordinal) => IpFamily.IPv6,
                not null when _family is null => IpFamily.IPv4,
                _ => _family ?? IpFamily.IPv4,
            };
            ParseResult result = RulesetParser.TryParse(_save.ToString(), family);
            foreach (RulesetParseError error in result.Errors)
            {
                Ignore(error.Found);
            }

            _rulesets.Add(result.Ruleset);
        }

        _save.Clear();
        _tables.Clear();
        _program = null;
        _family = null;
        _isInTable = false;
    }
}
