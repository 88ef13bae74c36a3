using System.Collections.Immutable;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// A table while it is being read. Its lines are only recorded one by one from the moment when chain lines followed by the rules of
/// chain after chain would no longer give the text back.
/// </summary>
internal sealed class TableBuilder(string name, ImmutableArray<string> leadingComments)
{
    private readonly List<ChainBuilder> _chains = [];
    private readonly List<NameEntry> _entries = [];
    private List<TableLine>? _lines;
    private int _lastAppended = -1;

    /// <summary>
    /// The chain that the next rule probably belongs to, if its name is the given one: the same as the last rule, or the one declared after
    /// it. In a save that is nearly always so, and it spares a look into a large table of names.
    /// </summary>
    internal NameEntry? Expected(ReadOnlySpan<byte> utf8)
    {
        if (_lastAppended < 0)
        {
            return null;
        }

        var last = _entries[_lastAppended];
        if (Ascii.Equals(utf8, last.Name))
        {
            return last;
        }

        var next = _lastAppended + 1 < _entries.Count ? _entries[_lastAppended + 1] : null;
        return next is not null && Ascii.Equals(utf8, next.Name) ? next : null;
    }

    internal void Declare(NameEntry entry, ChainPolicy? policy, Counters counters)
    {
        var known = entry.Chain;
        if (_lastAppended >= 0 || known is not null)
        {
            RecordLines();
        }

        var chain = known ?? Add(entry);
        chain.IsDeclared = true;
        chain.Policy = policy;
        chain.Counters = counters;
        _lines?.Add(new(TableLineKind.Chain, chain.Name));
    }

    internal void Append(NameEntry entry, Rule rule)
    {
        var chain = entry.Chain ?? Add(entry);
        if (chain.Index < _lastAppended)
        {
            RecordLines();
        }

        _lastAppended = chain.Index;
        chain.Add(rule);
        _lines?.Add(new(TableLineKind.Append, chain.Name, rule));
    }

    internal void Insert(NameEntry entry, Rule rule, int number)
    {
        RecordLines();
        (entry.Chain ?? Add(entry)).Insert(Math.Max(number, 1) - 1, rule);
        _lines!.Add(new(TableLineKind.Insert, entry.Name, rule, number));
    }

    internal void Delete(NameEntry entry, Rule? rule, int number)
    {
        RecordLines();
        if (entry.Chain is { } chain)
        {
            chain.RemoveAt(rule is null ? number - 1 : chain.Rules.IndexOf(rule));
        }

        _lines!.Add(new(TableLineKind.Delete, entry.Name, rule, number));
    }

    internal void Command(TableLineKind kind, string text)
    {
        RecordLines();
        _lines!.Add(new(kind, text));
        if (kind == TableLineKind.Flush)
        {
            foreach (var chain in _chains.Where(chain => text.Length == 0 || chain.Name == text))
            {
                chain.Clear();
            }
        }
    }

    internal Table Build(bool committed)
    {
        foreach (var entry in _entries)
        {
            entry.Chain = null;
        }

        return new Table(name, [.. _chains.Select(chain => chain.Build())])
        {
            Lines = _lines is null ? default : [.. _lines],
            LeadingComments = leadingComments,
            IsCommitted = committed,
        };
    }

    private ChainBuilder Add(NameEntry entry)
    {
        var chain = new ChainBuilder(entry.Name, _chains.Count);
        _chains.Add(chain);
        _entries.Add(entry);
        entry.Chain = chain;
        return chain;
    }

    private void RecordLines()
    {
        if (_lines is not null)
        {
            return;
        }

        _lines = [];
        foreach (var chain in _chains.Where(chain => chain.IsDeclared))
        {
            _lines.Add(new(TableLineKind.Chain, chain.Name));
        }

        foreach (var chain in _chains)
        {
            foreach (var rule in chain.Rules)
            {
                _lines.Add(new(TableLineKind.Append, chain.Name, rule));
            }
        }
    }
}
