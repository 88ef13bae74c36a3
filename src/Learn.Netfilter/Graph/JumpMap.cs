namespace Learn.Netfilter;

/// <summary>Which chain leads where, for all chains of a ruleset; chains are named by table and name.</summary>
internal sealed class JumpMap
{
    private readonly Dictionary<string, ChainPlace> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _callers = new(StringComparer.Ordinal);

    /// <summary>Reads the jumps of a ruleset.</summary>
    /// <param name="ruleset">The rules.</param>
    /// <param name="tables">Only these tables; empty for all.</param>
    public JumpMap(Ruleset ruleset, IReadOnlyCollection<string> tables)
    {
        foreach (var table in ruleset.Tables.Where(table => tables.Count == 0 || tables.Contains(table.Name)))
        {
            foreach (var chain in table.Chains)
            {
                // A payload may name a table twice; the graph then has the first text of a chain.
                _places.TryAdd(IdOf(table.Name, chain.Name), new ChainPlace(table.Name, chain));
            }
        }

        foreach (var (id, place) in _places)
        {
            foreach (var called in CalledBy(place))
            {
                if (!_callers.TryGetValue(called, out var callers))
                {
                    _callers.Add(called, callers = new HashSet<string>(StringComparer.Ordinal));
                }

                callers.Add(id);
            }
        }
    }

    /// <summary>All chains, in the order of the text.</summary>
    public IReadOnlyDictionary<string, ChainPlace> Places => _places;

    /// <summary>The name of a chain's node.</summary>
    public static string IdOf(string table, string chain) => $"{table} {chain}";

    /// <summary>The chain that a target leads to, or null.</summary>
    public static string? ChainOf(Target? target) => target switch
    {
        JumpTarget jump => jump.Chain,
        GotoTarget jump => jump.Chain,
        _ => null,
    };

    /// <summary>True if a rule leads to this chain.</summary>
    public bool IsCalled(string id) => _callers.ContainsKey(id);

    /// <summary>All that leads to these chains, themselves included.</summary>
    public HashSet<string> LeadingTo(IEnumerable<string> ids) => Closure(ids, id => _callers.TryGetValue(id, out var callers) ? callers : []);

    /// <summary>All that these chains lead to, themselves included.</summary>
    public HashSet<string> ReachedFrom(IEnumerable<string> ids) => Closure(ids, id => _places.TryGetValue(id, out var place) ? CalledBy(place) : []);

    private static IEnumerable<string> CalledBy(ChainPlace place) =>
        place.Chain.Rules.Select(rule => ChainOf(rule.Target)).OfType<string>().Select(chain => IdOf(place.Table, chain));

    private static HashSet<string> Closure(IEnumerable<string> start, Func<string, IEnumerable<string>> next)
    {
        var found = new HashSet<string>(start, StringComparer.Ordinal);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var id))
        {
            foreach (var other in next(id))
            {
                if (found.Add(other))
                {
                    open.Enqueue(other);
                }
            }
        }

        return found;
    }
}
