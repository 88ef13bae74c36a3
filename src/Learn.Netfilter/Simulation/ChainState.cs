using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>A chain of a simulated table; what a transaction does not touch is shared with the state before it.</summary>
internal sealed class ChainState(string name, ChainPolicy? policy)
{
    private ImmutableArray<Rule> _rules = [];
    private List<Rule>? _draft;

    internal string Name { get; } = name;

    internal ChainPolicy? Policy { get; init; } = policy;

    internal Counters Counters { get; init; }

    internal IReadOnlyList<Rule> Rules => _draft is null ? _rules : _draft;

    /// <summary>A copy that may be changed.</summary>
    internal ChainState Copy(ChainPolicy? policy, Counters counters) =>
        new(Name, policy) { Counters = counters, _draft = [.. Rules] };

    internal void Insert(int index, Rule rule) => _draft!.Insert(index, rule);

    internal void RemoveAt(int index) => _draft!.RemoveAt(index);

    internal void Clear() => _draft!.Clear();

    internal ImmutableArray<Rule> Freeze()
    {
        if (_draft is not null)
        {
            _rules = [.. _draft];
            _draft = null;
        }

        return _rules;
    }
}
