namespace Learn.Netfilter;

/// <summary>Makes the graph of a ruleset: follows the rules of every chain that is shown, folds what is too much, and leaves out what nothing leads to any more.</summary>
internal sealed class ChainGraphBuilder
{
    // With more of them, lines to the chain that marks packets cross everything else.
    private const int FewMarks = 6;

    private readonly Ruleset _ruleset;
    private readonly ChainGraphOptions _options;
    private readonly IGraphVocabulary _vocabulary;
    private readonly JumpMap _map;
    private readonly GraphScope _scope;
    private readonly GraphNodes _nodes;
    private readonly Dictionary<string, ChainGraphNode> _shown = new(StringComparer.Ordinal);
    private readonly List<ChainGraphEdge> _edges = [];

    public ChainGraphBuilder(Ruleset ruleset, ChainGraphOptions options)
    {
        _ruleset = ruleset;
        _options = options;
        _vocabulary = options.Vocabulary ?? NoNames.Instance;
        _map = new JumpMap(ruleset, options.Tables.IsDefault ? [] : options.Tables);
        _scope = new GraphScope(_map, options, _vocabulary, place => Enumerable.Range(1, place.Chain.Rules.Length).Aggregate(0UL, (sum, number) => sum + (Packets(place, number) ?? 0)));
        _nodes = new GraphNodes(_map, _scope, _vocabulary);
    }

    public ChainGraph Build()
    {
        foreach (var (id, place) in _map.Places.Where(place => _scope.Shows(place.Key)))
        {
            _shown.Add(id, _nodes.OfChain(id));
            AddEdges(id, place);
        }

        RemoveUnreached();
        if (!(_options.DrawsMarks ?? _edges.Count(edge => edge.IsSideTrip) <= FewMarks))
        {
            _edges.RemoveAll(edge => edge.IsSideTrip);
            RemoveUnreached();
        }

        return new ChainGraph(_ruleset.Family, [.. _shown.Values], [.. _edges]);
    }

    private void AddEdges(string id, ChainPlace place)
    {
        var endpoint = _nodes.EndpointOf(id);
        var branches = new List<(string To, ChainGraphRule Rule)>();
        var hiddenRules = new List<ChainGraphRule>();
        var hiddenGroups = new HashSet<string>(StringComparer.Ordinal);
        for (int number = 1; number <= place.Chain.Rules.Length; number++)
        {
            var rule = place.Chain.Rules[number - 1];
            if (!_scope.Shows(id, place, number, rule) || (endpoint is not null && ReferenceEquals(rule.Target, endpoint)))
            {
                continue;
            }

            if (JumpMap.ChainOf(rule.Target) is { } chain && JumpMap.IdOf(place.Table, chain) is var called && _map.Places.ContainsKey(called))
            {
                if (_scope.Shows(called))
                {
                    branches.Add((called, Read(place, number, rule)));
                }
                else if (_scope.IsHidden(called))
                {
                    hiddenRules.Add(Read(place, number, rule));
                    hiddenGroups.Add(_scope.GroupOf(called)!);
                }
            }
            else if (GraphNodes.OfTarget(place.Table, rule.Target) is { } target)
            {
                _shown.TryAdd(target.Id, target);
                branches.Add((target.Id, Read(place, number, rule)));
            }
        }

        AddBranches(id, place, branches);
        if (hiddenRules.Count > 0)
        {
            AddFolded(id, GraphNodes.Folded(id, place.Table, hiddenGroups.Count, _vocabulary.Groups), hiddenRules);
        }
    }

    private void AddBranches(string id, ChainPlace place, List<(string To, ChainGraphRule Rule)> branches)
    {
        var edges = branches.GroupBy(branch => branch.To, branch => branch.Rule, StringComparer.Ordinal)
            .Select(group => new ChainGraphEdge(id, group.Key, [.. group]) { IsSideTrip = _map.Places.TryGetValue(group.Key, out var called) && called.OnlyMarks })
            .ToList();

        // Chains of other groups are few already; final targets are shared by all.
        bool CanFold(ChainGraphEdge edge) => _map.Places.ContainsKey(edge.To) && !edge.IsSideTrip && (_scope.GroupOf(edge.To) is not { } group || group == _scope.GroupOf(id));
        var foldable = edges.Where(CanFold).ToList();
        HashSet<ChainGraphEdge> folded = foldable.Count <= _options.MaximumBranches ? []
            : [.. foldable.OrderByDescending(edge => edge.Packets ?? 0).Skip(_options.MaximumBranches - 1)];
        _edges.AddRange(edges.Where(edge => !folded.Contains(edge)));
        if (folded.Count > 0)
        {
            var what = folded.All(edge => _nodes.EndpointOf(edge.To) is not null) ? "endpoints" : "chains";
            AddFolded(id, GraphNodes.Folded(id, place.Table, folded.Count, what), folded.SelectMany(edge => edge.Rules).OrderBy(rule => rule.Number));
        }
    }

    private void AddFolded(string from, ChainGraphNode node, IEnumerable<ChainGraphRule> rules)
    {
        _shown.Add(node.Id, node);
        _edges.Add(new ChainGraphEdge(from, node.Id, [.. rules]));
    }

    // Until nothing changes: what only a folded chain leads to goes with it. Chains that nothing leads to in the rules themselves stay, for they are worth a look.
    private void RemoveUnreached()
    {
        for (bool changed = true; changed;)
        {
            var targets = _edges.Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
            var sources = _edges.Select(edge => edge.From).ToHashSet(StringComparer.Ordinal);
            var gone = _shown.Values.Where(node => !targets.Contains(node.Id) && !StaysUncalled(node, sources.Contains(node.Id)))
                .Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var id in gone)
            {
                _shown.Remove(id);
            }

            changed = _edges.RemoveAll(edge => gone.Contains(edge.From) || gone.Contains(edge.To)) > 0 || gone.Count > 0;
        }
    }

    private static bool StaysUncalled(ChainGraphNode node, bool leadsOn) =>
        node.IsFocus || (node.Kind == ChainGraphNodeKind.Endpoint ? node.IsUnreached : leadsOn && (node.Kind == ChainGraphNodeKind.Hook || node.IsUnreached));

    private ChainGraphRule Read(ChainPlace place, int number, Rule rule) => new(number, rule, rule.Find<StatisticMatch>()?.Share, Packets(place, number))
    {
        Explained = () => _vocabulary.Explain(place.Table, place.Chain.Name, number) ?? RuleSentence.Of(rule, place.Table),
    };

    private ulong? Packets(ChainPlace place, int number) =>
        _options.Packets is { } asked ? asked(place.Table, place.Chain.Name, number) : place.Chain.Rules[number - 1].Counters?.Packets;

    private sealed class NoNames : IGraphVocabulary
    {
        public static NoNames Instance { get; } = new();
    }
}
