using System.Runtime.InteropServices;

namespace Learn.Netfilter;

/// <summary>A chain while its rules are being read.</summary>
internal sealed class ChainBuilder(string name, int index)
{
    private Rule[] _rules = [];
    private int _count;

    internal string Name { get; } = name;

    /// <summary>Its place among the chains of the table.</summary>
    internal int Index { get; } = index;

    internal bool IsDeclared { get; set; }

    internal ChainPolicy? Policy { get; set; }

    internal Counters Counters { get; set; }

    internal ReadOnlySpan<Rule> Rules => _rules.AsSpan(0, _count);

    internal void Add(Rule rule)
    {
        if (_count == _rules.Length)
        {
            // Most chains have one to three rules.
            Array.Resize(ref _rules, _count == 0 ? 2 : _count * 2);
        }

        _rules[_count++] = rule;
    }

    internal void Insert(int place, Rule rule)
    {
        Add(rule);
        place = Math.Min(place, _count - 1);
        Array.Copy(_rules, place, _rules, place + 1, _count - 1 - place);
        _rules[place] = rule;
    }

    internal void RemoveAt(int place)
    {
        if (place >= 0 && place < _count)
        {
            _count--;
            Array.Copy(_rules, place + 1, _rules, place, _count - place);
        }
    }

    internal void Clear() => _count = 0;

    internal Chain Build()
    {
        if (_count != _rules.Length)
        {
            Array.Resize(ref _rules, _count);
        }

        return new Chain(Name, ImmutableCollectionsMarshal.AsImmutableArray(_rules), Policy, Counters) { IsDeclared = IsDeclared };
    }
}
