using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// Rules of a node in plain sentences, in the terms of Kubernetes where they are kube-proxy's and in those of netfilter where they are
/// not. No rule is without a sentence. Made when asked for, chain by chain.
/// </summary>
public sealed partial class RulesetExplanation
{
    private static readonly RuleReading s_unread = new(RuleOwner.Unknown);
    private readonly ExplanationSources _sources;
    private readonly Dictionary<(string Table, string Chain), Dictionary<Rule, ProxyRuleOrigin?>> _origins = [];
    private readonly Dictionary<(string Table, string Chain), Dictionary<Rule, int>> _numbers = [];
    private Dictionary<string, Dictionary<string, int>>? _callers;
    private Dictionary<Rule, (string Table, string Chain, int Number)>? _places;

    private RulesetExplanation(RulesetReading reading, ExplanationSources sources)
    {
        Reading = reading;
        _sources = sources;
        Vocabulary = new ProxyVocabulary(reading, sources.PodsByAddress);
    }

    /// <summary>What the rules say about Services.</summary>
    public RulesetReading Reading { get; }

    /// <summary>What is known beside the rules.</summary>
    public ExplanationSources Sources => _sources;

    internal ProxyVocabulary Vocabulary { get; }

    /// <summary>Explains rules.</summary>
    /// <param name="reading">The rules, read.</param>
    /// <param name="sources">What is known beside them; null for nothing.</param>
    public static RulesetExplanation Of(RulesetReading reading, ExplanationSources? sources = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new(reading, sources ?? ExplanationSources.None);
    }

    /// <summary>Explains rules.</summary>
    /// <param name="ruleset">The rules.</param>
    /// <param name="sources">What is known beside them; null for nothing.</param>
    public static RulesetExplanation Of(Ruleset ruleset, ExplanationSources? sources = null) => Of(RulesetReading.Of(ruleset), sources);

    /// <summary>Explains each chain of a table.</summary>
    /// <param name="table">The table.</param>
    /// <exception cref="ArgumentException">There is no such table; the message names those that there are.</exception>
    public TableExplanation Explain(string table)
    {
        Table[] tables = [.. Reading.Ruleset.Tables.Where(each => each.Name == table)];
        return tables.Length == 0
            ? throw RuleNames.NoTable(Reading.Ruleset, table)
            : new(table, ChainSentence.OfTable(table), [.. tables.SelectMany(each => each.Chains).Select(chain => Explain(table, chain))]);
    }

    /// <summary>Explains a chain and its rules.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain.</param>
    /// <exception cref="ArgumentException">There is no such table or chain; the message names the nearest.</exception>
    public ChainExplanation Explain(string table, string chain) => Explain(table, Find(table, chain));

    /// <summary>Explains a rule.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="number">The number of the rule in its chain, counted from 1.</param>
    /// <exception cref="ArgumentException">There is no such table, chain or rule; the message says what there is.</exception>
    public RuleExplanation Explain(string table, string chain, int number)
    {
        Chain found = Find(table, chain);
        return number >= 1 && number <= found.Rules.Length
            ? ExplainRule(table, found, number, true)
            : throw RuleNames.NoRule(table, found, number);
    }

    /// <summary>Explains a rule: where it stands in the rules, if it is one of them, otherwise by itself.</summary>
    /// <param name="rule">The rule.</param>
    public RuleExplanation Explain(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return PlaceOf(rule) is { } place ? Explain(place.Table, place.Chain, place.Number) : Alone("filter", "", rule);
    }

    /// <summary>Explains a rule that may stand in a chain: the first one there that means the same, otherwise the rule by itself.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain; it need not exist.</param>
    /// <param name="rule">The rule.</param>
    public RuleExplanation Explain(string table, string chain, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Reading.Ruleset.Find(table, chain) is { } found && NumbersOf(table, found).TryGetValue(rule, out int number)
            ? ExplainRule(table, found, number, true)
            : Alone(table, chain, rule);
    }

    /// <summary>What a chain is, in a few words: <c>chooses an endpoint of default/my-service:http</c>.</summary>
    /// <param name="chain">The chain.</param>
    public string TitleOf(ChainReading chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return ChainText.Title(chain, Vocabulary);
    }

    /// <summary>All rules of all tables, explained one after the other.</summary>
    public IEnumerable<RuleExplanation> Rules()
    {
        foreach (Table table in Reading.Ruleset.Tables)
        {
            foreach (Chain chain in table.Chains)
            {
                bool isRead = IsRead(table.Name, chain);
                for (int number = 1; number <= chain.Rules.Length; number++)
                {
                    yield return ExplainRule(table.Name, chain, number, isRead);
                }
            }
        }
    }

    private ChainExplanation Explain(string table, Chain chain)
    {
        ChainReading reading = Reading.FindChain(table, chain.Name) ?? new(table, chain.Name, ChainRole.Other);
        var rules = ImmutableArray.CreateBuilder<RuleExplanation>(chain.Rules.Length);
        bool isRead = IsRead(table, chain);
        for (int number = 1; number <= chain.Rules.Length; number++)
        {
            rules.Add(ExplainRule(table, chain, number, isRead));
        }

        string purpose = ChainText.Purpose(reading);
        string plain = ChainSentence.Of(chain, CallersOf(table, chain.Name));
        return new(reading, ChainText.Title(reading, Vocabulary), purpose.Length == 0 ? plain : $"{purpose} {plain}", rules.MoveToImmutable());
    }

    private RuleExplanation ExplainRule(string table, Chain chain, int number, bool isRead)
    {
        Rule rule = chain.Rules[number - 1];
        RuleReading reading = isRead ? Reading.Find(table, chain.Name, number) : s_unread;
        return new()
        {
            Table = table,
            Chain = chain.Name,
            Number = number,
            Rule = rule,
            Reading = reading,
            Rules = this,
            Sources = _sources,
            Sentence = ProxySentence.Of(table, chain.Name, rule, reading, Vocabulary.Of(table)),
            Origin = rule.Origin as ProxyRuleOrigin ?? DesiredOrigin(table, chain.Name, rule),
        };
    }

    // Where a text has a table twice, only the first of it is read.
    private bool IsRead(string table, Chain chain) => ReferenceEquals(Reading.Ruleset.Find(table, chain.Name), chain);

    private RuleExplanation Alone(string table, string chain, Rule rule) => new()
    {
        Table = table,
        Chain = chain,
        Number = 0,
        Rule = rule,
        Reading = s_unread,
        Rules = this,
        Sources = _sources,
        Sentence = RuleSentence.Of(rule, table, Vocabulary.Of(table)),
        Origin = rule.Origin as ProxyRuleOrigin,
    };

    private Chain Find(string table, string chain) =>
        Reading.Ruleset.Find(table, chain)
        ?? (Reading.Ruleset.Find(table) is null ? throw RuleNames.NoTable(Reading.Ruleset, table) : throw RuleNames.NoChain(Reading.Ruleset, table, chain));

    // Whoever asks for one rule of a chain by what it says asks for the others, too.
    private Dictionary<Rule, int> NumbersOf(string table, Chain chain)
    {
        lock (_numbers)
        {
            if (!_numbers.TryGetValue((table, chain.Name), out Dictionary<Rule, int>? numbers))
            {
                numbers = [];
                for (int number = 1; number <= chain.Rules.Length; number++)
                {
                    numbers.TryAdd(chain.Rules[number - 1], number);
                }

                _numbers.Add((table, chain.Name), numbers);
            }

            return numbers;
        }
    }

    private ProxyRuleOrigin? DesiredOrigin(string table, string chain, Rule rule)
    {
        if (_sources.Desired is not { } desired || ReferenceEquals(desired, Reading.Ruleset) || desired.Find(table, chain) is not { } wanted)
        {
            return null;
        }

        lock (_origins)
        {
            if (!_origins.TryGetValue((table, chain), out Dictionary<Rule, ProxyRuleOrigin?>? origins))
            {
                origins = [];
                foreach (Rule each in wanted.Rules)
                {
                    origins.TryAdd(each, each.Origin as ProxyRuleOrigin);
                }

                _origins.Add((table, chain), origins);
            }

            return origins.GetValueOrDefault(rule);
        }
    }

    // A payload leaves out the built-in chains, and a partial one most others: what jumps to a chain does not show there.
    private int? CallersOf(string table, string chain)
    {
        if (_callers is not { } callers)
        {
            callers = [];
            foreach (Table each in Reading.Ruleset.Tables)
            {
                var counts = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (Rule rule in each.Chains.SelectMany(one => one.Rules))
                {
                    if (((rule.Target as JumpTarget)?.Chain ?? (rule.Target as GotoTarget)?.Chain) is { } target)
                    {
                        counts[target] = counts.GetValueOrDefault(target) + 1;
                    }
                }

                callers[each.Name] = counts;
            }

            _callers = callers;
        }

        int count = callers.TryGetValue(table, out Dictionary<string, int>? found) ? found.GetValueOrDefault(chain) : 0;
        return count > 0 || Reading.Ruleset.Find(table)?.Chains.Any(each => each.IsBuiltIn) == true ? count : null;
    }

    private (string Table, string Chain, int Number)? PlaceOf(Rule rule)
    {
        if (_places is not { } places)
        {
            places = new(ReferenceEqualityComparer.Instance);
            foreach (Table table in Reading.Ruleset.Tables)
            {
                foreach (Chain chain in table.Chains)
                {
                    for (int index = 0; index < chain.Rules.Length; index++)
                    {
                        places.TryAdd(chain.Rules[index], (table.Name, chain.Name, index + 1));
                    }
                }
            }

            _places = places;
        }

        return places.TryGetValue(rule, out (string, string, int) place) ? place : null;
    }
}
