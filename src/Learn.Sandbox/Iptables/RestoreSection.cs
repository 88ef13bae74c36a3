using System.Text.RegularExpressions;

namespace Learn.Sandbox;

/// <summary>One table of a payload for <c>iptables-restore</c>, from <c>*TABLE</c> to <c>COMMIT</c>: a transaction.</summary>
internal sealed partial class RestoreSection
{
    private readonly List<string> _lines = [];
    private readonly List<string> _chains = [];
    private readonly Dictionary<string, List<string>> _rules = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    private RestoreSection(string table) => Table = table;

    public string Table { get; }

    /// <summary>Number of its last line, from 1.</summary>
    public int LastLine { get; private set; }

    /// <summary>Its lines as they are, without those around them.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The chains that it declares, in its order.</summary>
    public IReadOnlyList<string> Chains => _chains;

    /// <summary>The chains that it deletes at its end.</summary>
    public IReadOnlySet<string> Deleted => _deleted;

    /// <summary>Whether all it does is to give the chains that it declares their content, and to delete some of them.</summary>
    public bool OnlyFillsItsChains { get; private set; } = true;

    /// <summary>The lines that add the rules of a chain.</summary>
    public IReadOnlyList<string> RulesOf(string chain) => _rules.TryGetValue(chain, out var rules) ? rules : [];

    /// <summary>Reads a payload.</summary>
    public static List<RestoreSection> Read(string payload)
    {
        var sections = new List<RestoreSection>();
        RestoreSection? current = null;
        var number = 0;
        foreach (var raw in payload.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '*')
            {
                current = new RestoreSection(line[1..]);
                sections.Add(current);
            }
            else if (current is not null && line != "COMMIT")
            {
                current.Take(line);
            }

            if (current is not null)
            {
                current.LastLine = number;
            }
        }

        return sections;
    }

    private void Take(string line)
    {
        _lines.Add(line);
        if (Declaration().Match(line) is { Success: true } declaration)
        {
            var chain = declaration.Groups[1].Value;
            _chains.Add(chain);
            OnlyFillsItsChains &= _rules.TryAdd(chain, []);
        }
        else if (Addition().Match(line) is { Success: true } addition && _rules.TryGetValue(addition.Groups[1].Value, out var rules))
        {
            rules.Add(line);
        }
        else if (Deletion().Match(line) is { Success: true } deletion && _rules.ContainsKey(deletion.Groups[1].Value))
        {
            _deleted.Add(deletion.Groups[1].Value);
        }
        else
        {
            OnlyFillsItsChains = false;
        }
    }

    // A chain of the user's: it has no policy.
    [GeneratedRegex(@"\A:(\S+) -(?:\s|\z)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\A(?:\[\d+:\d+\] )?-A (\S+)(?:\s|\z)")]
    private static partial Regex Addition();

    [GeneratedRegex(@"\A-X (\S+)\z")]
    private static partial Regex Deletion();
}
