using System.Collections.Immutable;
using System.Globalization;

namespace Learn.Netfilter;

/// <summary>Compares the rules of two chains of the same name.</summary>
internal sealed class ChainComparison(Ruleset expected, Ruleset actual, ComparisonOptions options, string table, DifferenceList differences)
{
    // Pairing what is missing with what is there instead takes time for each pair.
    private const long MaxPairs = 250_000;

    private readonly RuleSpelling _expectedSpelling = new(expected, options);
    private readonly RuleSpelling _actualSpelling = new(actual, options);

    private readonly DifferenceWords _words = options.Words;

    /// <summary>
    /// True if two chains are the same beyond doubt. Rules that mean the same print the same in the style of a save; text that was kept, and
    /// payloads, whose numbers and addresses may be spelled in several ways, have to be looked at word by word.
    /// </summary>
    internal bool AreSame(ImmutableArray<Rule> wanted, ImmutableArray<Rule> found)
    {
        if (wanted.Length != found.Length || (options.Payload && !options.IgnoreSpelling))
        {
            return wanted.IsEmpty && found.IsEmpty;
        }

        for (int index = 0; index < wanted.Length; index++)
        {
            Rule one = wanted[index], other = found[index];
            if (!ReferenceEquals(one, other) && (one.Verbatim != other.Verbatim || !one.Equals(other)))
            {
                return false;
            }
        }

        return true;
    }

    internal void Compare(string chain, ImmutableArray<Rule> wanted, ImmutableArray<Rule> found)
    {
        string[] wantedKeys = [.. wanted.Select(_expectedSpelling.KeyOf)];
        string[] foundKeys = [.. found.Select(_actualSpelling.KeyOf)];
        if (wantedKeys.AsSpan().SequenceEqual(foundKeys))
        {
            return;
        }

        var missing = Sides(wanted, wantedKeys);
        var extra = Sides(found, foundKeys);
        bool ordered = !options.UnorderedChains.Contains((table, chain));
        if (ordered)
        {
            var common = RuleAlignment.Find(wantedKeys, foundKeys);
            RemovePaired(missing, common.Select(pair => pair.Expected));
            RemovePaired(extra, common.Select(pair => pair.Actual));
            TakeEqual(missing, extra, (one, other) => AddMoved(chain, one, other));
        }
        else
        {
            TakeEqual(missing, extra, (_, _) => { });
        }

        TakeAlike(chain, missing, extra);
        foreach (var side in missing)
        {
            Add(DifferenceKind.RuleMissing, chain, side, null, $"rule {Number(side)} {_words.Missing}: {_expectedSpelling.TextOf(side.Rule)}");
        }

        foreach (var side in extra)
        {
            Add(
                DifferenceKind.RuleUnexpected, chain, null, side,
                $"rule {Number(side)} {_words.Unexpected}: {_actualSpelling.TextOf(side.Rule)}");
        }
    }

    private static List<RuleSide> Sides(ImmutableArray<Rule> rules, string[] keys) =>
        [.. rules.Select((rule, index) => new RuleSide(index, rule, keys[index]))];

    private static void RemovePaired(List<RuleSide> sides, IEnumerable<int> indices)
    {
        var paired = indices.ToHashSet();
        sides.RemoveAll(side => paired.Contains(side.Index));
    }

    private static string Number(RuleSide side) => (side.Index + 1).ToString(CultureInfo.InvariantCulture);

    private static void TakeEqual(List<RuleSide> missing, List<RuleSide> extra, Action<RuleSide, RuleSide> pair)
    {
        var byKey = new Dictionary<string, Queue<RuleSide>>(StringComparer.Ordinal);
        foreach (var side in extra)
        {
            if (!byKey.TryGetValue(side.Key, out var sides))
            {
                byKey[side.Key] = sides = new Queue<RuleSide>();
            }

            sides.Enqueue(side);
        }

        var taken = new HashSet<int>();
        missing.RemoveAll(side =>
        {
            if (!byKey.TryGetValue(side.Key, out var sides) || !sides.TryDequeue(out var other))
            {
                return false;
            }

            taken.Add(other.Index);
            pair(side, other);
            return true;
        });
        extra.RemoveAll(side => taken.Contains(side.Index));
    }

    private void TakeAlike(string chain, List<RuleSide> missing, List<RuleSide> extra)
    {
        if ((long)missing.Count * extra.Count > MaxPairs)
        {
            return;
        }

        missing.RemoveAll(side =>
        {
            int best = -1, likeness = 1;
            for (int index = 0; index < extra.Count; index++)
            {
                int candidate = extra[index].Rule.Equals(side.Rule) ? int.MaxValue : RuleDifference.Likeness(side.Rule, extra[index].Rule);
                (best, likeness) = candidate > likeness ? (index, candidate) : (best, likeness);
            }

            if (best < 0)
            {
                return false;
            }

            AddChanged(chain, side, extra[best]);
            extra.RemoveAt(best);
            return true;
        });
    }

    private void AddMoved(string chain, RuleSide wanted, RuleSide found) => Add(
        DifferenceKind.RuleMoved, chain, wanted, found,
        $"rule {Number(wanted)} {_words.Place} {Number(found)}: {_expectedSpelling.TextOf(wanted.Rule)}");

    private void AddChanged(string chain, RuleSide wanted, RuleSide found)
    {
        if (wanted.Rule.Equals(found.Rule))
        {
            Add(
                DifferenceKind.RuleSpelledDifferently, chain, wanted, found,
                $"rule {Number(found)} means what it should, but is written \"{_actualSpelling.TextOf(found.Rule)}\" instead of "
                    + $"\"{_expectedSpelling.TextOf(wanted.Rule)}\"");
            return;
        }

        string comment = wanted.Rule.Comment is { } text && text == found.Rule.Comment ? $" ({text})" : "";
        Add(
            DifferenceKind.RuleChanged, chain, wanted, found,
            $"rule {Number(found)}{comment} {RuleDifference.Explain(wanted.Rule, found.Rule, expected.Family, _words)}");
    }

    private void Add(DifferenceKind kind, string chain, RuleSide? wanted, RuleSide? found, string what) => differences.Add(new Difference
    {
        Kind = kind,
        Table = table,
        Chain = chain,
        Expected = wanted?.Rule,
        ExpectedNumber = wanted?.Index + 1 ?? 0,
        Actual = found?.Rule,
        ActualNumber = found?.Index + 1 ?? 0,
        Sentence = $"In {table} {chain}, {what}.",
    });
}
