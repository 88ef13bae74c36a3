using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// What <c>iptables-save</c> prints, sorted by what it is for: the rules of each Service together, then the chains that all Services
/// share, then rules of others. Sentences are made when they are shown.
/// </summary>
public sealed class AnnotatedListing
{
    private AnnotatedListing(RulesetExplanation explanation, ListingOptions options, ImmutableArray<ListingGroup> groups)
    {
        Explanation = explanation;
        Options = options;
        Groups = groups;
        MostPackets = groups.SelectMany(group => group.Chains).Max(chain => MostIn(chain)) ?? 0;
    }

    /// <summary>The rules, explained.</summary>
    public RulesetExplanation Explanation { get; }

    /// <summary>What is shown.</summary>
    public ListingOptions Options { get; }

    /// <summary>The groups: Services by name, shared chains, others.</summary>
    public ImmutableArray<ListingGroup> Groups { get; }

    /// <summary>Number of rules in the groups.</summary>
    public int RuleCount => Groups.Sum(group => group.RuleCount);

    /// <summary>The highest counter of packets of any rule shown; 0 without counters.</summary>
    public ulong MostPackets { get; }

    /// <summary>Makes a listing.</summary>
    /// <param name="explanation">The rules, explained.</param>
    /// <param name="options">What is shown; null for everything.</param>
    /// <exception cref="ArgumentException">The rules know no Service of that name; the message names the nearest.</exception>
    public static AnnotatedListing Of(RulesetExplanation explanation, ListingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        options ??= ListingOptions.Default;
        string? service = options.Service is { } asked ? explanation.ExplainService(asked).Service : null;
        ImmutableArray<ListingGroup> groups = ListingGrouping.Of(explanation.Reading, service);
        return new(explanation, options, options.Search is { Length: > 0 } word ? Search(explanation, groups, word) : groups);
    }

    /// <summary>The listing as plain text.</summary>
    public override string ToString() => string.Concat(ListingText.Lines(this).SelectMany(static line => line.Append(new("\n"))).Select(static part => part.Text)).TrimEnd('\n');

    private static ImmutableArray<ListingGroup> Search(RulesetExplanation explanation, ImmutableArray<ListingGroup> groups, string word) =>
    [
        .. groups
            .Select(group => group.Name.Contains(word, StringComparison.OrdinalIgnoreCase) ? group : group with
            {
                Chains =
                [
                    .. group.Chains
                        .Select(chain => chain.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
                            ? chain
                            : chain with { Numbers = [.. chain.Numbers.Where(number => IsFound(explanation, chain, number, word))] })
                        .Where(chain => !chain.Numbers.IsEmpty),
                ],
            })
            .Where(group => !group.Chains.IsEmpty),
    ];

    private static bool IsFound(RulesetExplanation explanation, ListingChain chain, int number, string word)
    {
        Rule rule = chain.Chain.Rules[number - 1];
        return RuleWriter.ToText(rule, explanation.Reading.Ruleset.Family).Contains(word, StringComparison.OrdinalIgnoreCase)
            || explanation.Explain(chain.Table, chain.Name, number).Sentence.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static ulong? MostIn(ListingChain chain)
    {
        ulong most = 0;
        foreach (int number in chain.Numbers)
        {
            most = Math.Max(most, chain.Chain.Rules[number - 1].Counters?.Packets ?? 0);
        }

        return most;
    }
}
