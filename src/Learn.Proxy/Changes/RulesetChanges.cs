using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What changed between two rulesets: Services and endpoints first, rules second.</summary>
/// <param name="Before">The earlier rules.</param>
/// <param name="After">The later rules.</param>
/// <param name="Services">What changed about service ports, by name.</param>
/// <param name="Others">What changed beside them, in sentences: rules of others, jumps, policies.</param>
/// <param name="Rules">Each difference of the rules.</param>
public sealed record RulesetChanges(
    RulesetReading Before, RulesetReading After, ImmutableArray<ServiceChange> Services, ImmutableArray<string> Others, ImmutableArray<Difference> Rules)
{
    private static readonly ComparisonOptions s_inTime = new() { InTime = true };

    /// <summary>True if nothing changed.</summary>
    public bool IsEmpty => Services.IsEmpty && Others.IsEmpty && Rules.IsEmpty;

    /// <summary>Compares rules.</summary>
    /// <param name="before">The earlier rules.</param>
    /// <param name="after">The later rules, of the same family.</param>
    public static RulesetChanges Between(RulesetReading before, RulesetReading after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ImmutableArray<Difference> rules = RulesetComparer.Compare(before.Ruleset, after.Ruleset, s_inTime);
        var services = new SortedDictionary<string, ServiceChange>(StringComparer.Ordinal);
        foreach (ServiceChange change in ServiceChanges(before, after))
        {
            Add(services, change);
        }

        var others = new OtherChanges(before, after);
        foreach (Difference difference in rules)
        {
            others.Add(difference);
        }

        foreach ((string name, int count) in others.RulesOfServices.Where(pair => !services.ContainsKey(pair.Key)))
        {
            // Nothing that is read back changed: how pods are recognised, for example, or a rule that somebody took away.
            Add(services, new(name, [$"{Words.Count(count, "rule")} of {name} changed"]));
        }

        return new(before, after, [.. services.Values], others.Sentences(), rules);
    }

    /// <summary>The changes as lines of text: Services, other things, and rules.</summary>
    /// <param name="mostRules">How many differences of rules are listed; the number of further ones is said.</param>
    public string ToText(int mostRules = int.MaxValue) => ChangesText.Of(this, mostRules);

    /// <inheritdoc/>
    public override string ToString() => ToText(20);

    private static IEnumerable<ServiceChange> ServiceChanges(RulesetReading before, RulesetReading after)
    {
        var comparison = new ServiceComparison(before, after);
        var earlier = Numbered(before.Services).ToDictionary(pair => pair.Key, pair => pair.Service);
        foreach (var (key, service) in Numbered(after.Services))
        {
            if (!earlier.Remove(key, out ServiceReading? old))
            {
                yield return comparison.Added(service);
            }
            else if (comparison.Changed(old, service) is { } change)
            {
                yield return change;
            }
        }

        foreach (ServiceReading service in earlier.Values)
        {
            yield return comparison.Removed(service);
        }
    }

    // In damaged rules a name may stand twice, and such entries are next to each other.
    private static IEnumerable<((string Name, IpProtocol Protocol, int Number) Key, ServiceReading Service)> Numbered(ImmutableArray<ServiceReading> services)
    {
        (string Name, IpProtocol Protocol, int Number) last = default;
        foreach (ServiceReading service in services)
        {
            bool isSame = service.Name == last.Name && service.Protocol == last.Protocol;
            last = (service.Name, service.Protocol, isSame ? last.Number + 1 : 0);
            yield return (last, service);
        }
    }

    // One name may stand for a TCP and a UDP port.
    private static void Add(SortedDictionary<string, ServiceChange> services, ServiceChange change) =>
        services[change.Service] = services.TryGetValue(change.Service, out ServiceChange? known)
            ? new(change.Service, [.. known.Sentences, .. change.Sentences])
            : change;
}
