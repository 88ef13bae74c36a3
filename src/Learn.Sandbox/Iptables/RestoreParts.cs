using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Sandbox;

/// <summary>
/// Cuts a section for <c>iptables-restore --noflush</c> into several transactions with the same end. In between, every packet meets either old or new rules:
/// first come the chains that are not there yet, to which nothing leads; then each chain that is there changes, those that are jumped to before those that
/// jump; at last goes what is deleted.
/// </summary>
internal sealed partial class RestoreParts
{
    // A rule takes some 700 bytes of a netlink message, to be added as to be deleted; a chain some 100.
    private const int WeightOfRule = 4;

    private readonly RestoreSection _section;
    private readonly IReadOnlyDictionary<string, int> _existing;
    private readonly int _budget;
    private readonly StringBuilder _text = new();
    private int _weight;

    private RestoreParts(RestoreSection section, IReadOnlyDictionary<string, int> existing, int budget)
    {
        _section = section;
        _existing = existing;
        _budget = budget;
    }

    /// <summary>Cuts a section.</summary>
    /// <param name="section">One that only fills its chains.</param>
    /// <param name="existing">The chains of the table as it is, with the number of their rules.</param>
    /// <param name="budget">How much a transaction may hold, 4 for a rule and 1 for a chain.</param>
    /// <returns>A payload of several transactions.</returns>
    public static string Of(RestoreSection section, IReadOnlyDictionary<string, int> existing, int budget)
    {
        var parts = new RestoreParts(section, existing, budget);
        parts.AddNewChains();
        parts.ReplaceExistingChains();
        parts.Delete();
        parts.EndTransaction();
        return parts._text.ToString();
    }

    /// <summary>The chains in the output of <c>iptables-save</c> of one table, with the number of their rules.</summary>
    public static IReadOnlyDictionary<string, int> ChainsIn(string saved)
    {
        var chains = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in saved.Split('\n'))
        {
            var words = line.Split(' ', 3);
            if (line.StartsWith(':'))
            {
                chains[words[0][1..]] = 0;
            }
            else if (line.StartsWith("-A ", StringComparison.Ordinal))
            {
                chains[words[1]]++;
            }
        }

        return chains;
    }

    private void AddNewChains()
    {
        var added = _section.Chains.Where(chain => !_existing.ContainsKey(chain) && !_section.Deleted.Contains(chain)).ToList();
        added.ForEach(chain => Together(1, [Declare(chain)]));
        EndTransaction();
        foreach (var rule in added.SelectMany(_section.RulesOf))
        {
            Together(WeightOfRule, [rule]);
        }

        EndTransaction();
    }

    private void ReplaceExistingChains()
    {
        foreach (var chain in InOrderOfJumps().Where(chain => _existing.ContainsKey(chain) && !_section.Deleted.Contains(chain)))
        {
            var rules = _section.RulesOf(chain);
            var weight = 1 + (WeightOfRule * rules.Count);
            if (weight <= _budget)
            {
                Together(weight, [Declare(chain), .. rules]);
                continue;
            }

            // Too much for one transaction: the new rules in front of the old ones, then without these. The order of this chain's parts matters.
            EndTransaction();
            for (var i = 0; i < rules.Count; i++)
            {
                Together(WeightOfRule, [Added().Replace(rules[i], string.Create(CultureInfo.InvariantCulture, $"$1-I {chain} {i + 1}"), 1)]);
            }

            EndTransaction();
            for (var i = 0; i < _existing[chain]; i++)
            {
                Together(WeightOfRule, [string.Create(CultureInfo.InvariantCulture, $"-D {chain} {rules.Count + 1}")]);
            }

            EndTransaction();
        }

        EndTransaction();
    }

    private void Delete()
    {
        var deleted = _section.Chains.Where(chain => _section.Deleted.Contains(chain) && _existing.ContainsKey(chain)).ToList();

        // They may lead to one another: all are emptied before the first goes.
        deleted.ForEach(chain => Together(1, [Declare(chain)]));
        EndTransaction();
        deleted.ForEach(chain => Together(1, [$"-X {chain}"]));
    }

    private List<string> InOrderOfJumps()
    {
        var order = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var known = _section.Chains.ToHashSet(StringComparer.Ordinal);
        foreach (var chain in _section.Chains)
        {
            Visit(chain);
        }

        return order;

        void Visit(string chain)
        {
            if (!known.Contains(chain) || !seen.Add(chain))
            {
                return;
            }

            foreach (var rule in _section.RulesOf(chain))
            {
                Visit(Jump().Match(rule).Groups[1].Value);
            }

            order.Add(chain);
        }
    }

    private void Together(int weight, IReadOnlyList<string> lines)
    {
        if (_weight + weight > _budget)
        {
            EndTransaction();
        }

        if (_weight == 0)
        {
            _text.Append('*').Append(_section.Table).Append('\n');
        }

        _weight += weight;
        foreach (var line in lines)
        {
            _text.Append(line).Append('\n');
        }
    }

    private void EndTransaction()
    {
        if (_weight > 0)
        {
            _text.Append("COMMIT\n");
            _weight = 0;
        }
    }

    private static string Declare(string chain) => $":{chain} - [0:0]";

    [GeneratedRegex(@"\A(\[\d+:\d+\] )?-A \S+")]
    private static partial Regex Added();

    [GeneratedRegex(@" -[jg] (\S+)(?!.* -[jg] )")]
    private static partial Regex Jump();
}
