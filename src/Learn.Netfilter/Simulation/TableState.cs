using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>
/// A simulated table while commands are applied to it, in their order. Nobody else sees the changes until the transaction is committed.
/// </summary>
internal sealed class TableState
{
    private readonly Dictionary<string, ChainState> _chains;
    private readonly Dictionary<string, int> _references;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>Makes a table with its built-in chains.</summary>
    internal TableState(string name)
    {
        Name = name;
        _references = new(StringComparer.Ordinal);
        _chains = TableLayout.BuiltInChains(name)
            .ToDictionary(chain => chain, chain => new ChainState(chain, ChainPolicy.Accept), StringComparer.Ordinal);
    }

    /// <summary>Begins a transaction.</summary>
    internal TableState(TableState before)
    {
        Name = before.Name;
        _chains = new(before._chains, StringComparer.Ordinal);
        _references = new(before._references, StringComparer.Ordinal);
    }

    internal string Name { get; }

    internal ChainState? Find(string chain) => _chains.GetValueOrDefault(chain);

    internal bool IsReferenced(string chain) => _references.GetValueOrDefault(chain) > 0;

    /// <summary>The built-in chains in the order of their hooks, then all others by name.</summary>
    internal IEnumerable<ChainState> InOrder()
    {
        var builtIn = TableLayout.BuiltInChains(Name).Select(chain => _chains[chain]);
        return builtIn.Concat(UserDefined().OrderBy(chain => chain.Name, StringComparer.Ordinal));
    }

    internal IEnumerable<ChainState> UserDefined() => _chains.Values.Where(chain => chain.Policy is null);

    internal void Add(string chain) => _chains[chain] = new ChainState(chain, null);

    internal void Remove(string chain) => _chains.Remove(chain);

    internal void Insert(string chain, int index, Rule rule)
    {
        Changing(chain).Insert(index, rule.WithoutNotes());
        Count(rule, 1);
    }

    internal void RemoveAt(string chain, int index)
    {
        var changing = Changing(chain);
        Count(changing.Rules[index], -1);
        changing.RemoveAt(index);
    }

    internal void Clear(string chain)
    {
        var changing = Changing(chain);
        foreach (var rule in changing.Rules)
        {
            Count(rule, -1);
        }

        changing.Clear();
    }

    internal void SetPolicy(string chain, ChainPolicy policy, Counters counters)
    {
        _chains[chain] = Changing(chain).Copy(policy, counters);
    }

    internal Table ToTable() =>
        new(Name, [.. InOrder().Select(chain => new Chain(chain.Name, chain.Freeze(), chain.Policy, chain.Counters))]);

    /// <summary>Ends the transaction; what was changed can now be shared with the next one.</summary>
    internal void Freeze()
    {
        foreach (string chain in _changed)
        {
            Find(chain)?.Freeze();
        }

        _changed.Clear();
    }

    internal static string? ChainCalledBy(Rule rule) => rule.Target switch
    {
        JumpTarget jump => jump.Chain,
        GotoTarget jump => jump.Chain,
        _ => null,
    };

    private ChainState Changing(string chain)
    {
        var state = _chains[chain];
        if (_changed.Add(chain))
        {
            state = state.Copy(state.Policy, state.Counters);
            _chains[chain] = state;
        }

        return state;
    }

    private void Count(Rule rule, int difference)
    {
        if (ChainCalledBy(rule) is { } called)
        {
            _references[called] = _references.GetValueOrDefault(called) + difference;
        }
    }
}
