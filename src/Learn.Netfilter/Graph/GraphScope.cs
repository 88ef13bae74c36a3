namespace Learn.Netfilter;

/// <summary>What of a ruleset is shown: the part that was asked for, and of many groups those with the most packets.</summary>
internal sealed class GraphScope
{
    private readonly JumpMap _map;
    private readonly ChainGraphOptions _options;
    private readonly IGraphVocabulary _vocabulary;
    private readonly Dictionary<string, string?> _groups;
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly HashSet<string> _focus = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leading = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);

    public GraphScope(JumpMap map, ChainGraphOptions options, IGraphVocabulary vocabulary, Func<ChainPlace, ulong> packets)
    {
        _map = map;
        _options = options;
        _vocabulary = vocabulary;
        _groups = map.Places.ToDictionary(place => place.Key, place => vocabulary.GroupOf(place.Value.Table, place.Value.Chain.Name), StringComparer.Ordinal);
        HasFocus = options.Chain is not null || !options.Groups.IsDefaultOrEmpty;
        if (HasFocus)
        {
            Focus();
        }
        else
        {
            _hidden.UnionWith(GroupsByPackets(packets).Skip(options.MaximumGroups));
        }
    }

    /// <summary>True if only a part was asked for.</summary>
    public bool HasFocus { get; }

    /// <summary>The group of a chain, or null.</summary>
    public string? GroupOf(string id) => _groups.GetValueOrDefault(id);

    /// <summary>True if the chain was asked for.</summary>
    public bool IsFocus(string id) => _focus.Contains(id);

    /// <summary>True if the chain belongs to a group that is folded.</summary>
    public bool IsHidden(string id) => GroupOf(id) is { } group && _hidden.Contains(group);

    /// <summary>True if a chain is shown, as far as the scope decides it.</summary>
    public bool Shows(string id) => HasFocus ? _leading.Contains(id) || _reached.Contains(id) : !IsHidden(id);

    /// <summary>True if a rule of a chain that is shown is shown, too.</summary>
    public bool Shows(string id, ChainPlace place, int number, Rule rule)
    {
        if (!HasFocus || _reached.Contains(id))
        {
            return true;
        }

        return JumpMap.ChainOf(rule.Target) is { } chain && _leading.Contains(JumpMap.IdOf(place.Table, chain))
            || (!_options.Groups.IsDefaultOrEmpty && _vocabulary.GroupOf(place.Table, place.Chain.Name, number) is { } group && _options.Groups.Contains(group));
    }

    private void Focus()
    {
        var about = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, place) in _map.Places)
        {
            if (place.Chain.Name == _options.Chain || (GroupOf(id) is { } group && !_options.Groups.IsDefaultOrEmpty && _options.Groups.Contains(group)))
            {
                _focus.Add(id);
            }
            else if (!_options.Groups.IsDefaultOrEmpty && HasRuleAboutFocus(place))
            {
                about.Add(id);
            }
        }

        _leading.UnionWith(_map.LeadingTo(_focus.Concat(about)));
        _reached.UnionWith(_map.ReachedFrom(_focus));
    }

    private bool HasRuleAboutFocus(ChainPlace place) =>
        Enumerable.Range(1, place.Chain.Rules.Length).Any(number => _vocabulary.GroupOf(place.Table, place.Chain.Name, number) is { } group && _options.Groups.Contains(group));

    private IEnumerable<string> GroupsByPackets(Func<ChainPlace, ulong> packets) =>
        _map.Places.Where(place => _groups[place.Key] is not null)
            .GroupBy(place => _groups[place.Key]!, StringComparer.Ordinal)
            .Select(group => (group.Key, Packets: group.Aggregate(0UL, (sum, place) => sum + packets(place.Value))))
            .OrderByDescending(group => group.Packets)
            .Select(group => group.Key);
}
