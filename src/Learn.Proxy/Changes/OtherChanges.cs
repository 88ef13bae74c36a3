using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Sorts differences of rules: those of Services are counted, all others become sentences.</summary>
internal sealed class OtherChanges(RulesetReading before, RulesetReading after)
{
    // Fewer than these are told one by one.
    private const int Many = 4;

    private readonly List<string> _sentences = [];
    private readonly SortedDictionary<(string Table, string What), List<string>> _chains = [];
    private readonly SortedDictionary<(string Table, string What), List<string>> _jumps = [];
    private readonly HashSet<(string Table, string Chain)> _changedChains = [];
    private int _staleNew;
    private int _staleGone;

    /// <summary>How many rules of each service port changed.</summary>
    internal SortedDictionary<string, int> RulesOfServices { get; } = new(StringComparer.Ordinal);

    internal void Add(Difference difference)
    {
        switch (difference.Kind)
        {
            case DifferenceKind.ChainMissing:
                AddChain(difference, before, isNew: false);
                break;
            case DifferenceKind.ChainUnexpected:
                AddChain(difference, after, isNew: true);
                break;
            case DifferenceKind.PolicyDiffers:
                ChainPolicy? policy = after.Ruleset.Find(difference.Table, difference.Chain!)?.Policy;
                _sentences.Add($"the policy of {difference.Table} {difference.Chain} is now {(policy == ChainPolicy.Drop ? "DROP" : "ACCEPT")}");
                break;
            case DifferenceKind.NodePortsNotLast or DifferenceKind.TableMissing or DifferenceKind.TableUnexpected or DifferenceKind.ChainDeleted:
                _sentences.Add(Lowered(difference.Sentence));
                break;
            case DifferenceKind.RuleMissing or DifferenceKind.RuleUnexpected or DifferenceKind.RuleChanged
                or DifferenceKind.RuleMoved or DifferenceKind.RuleSpelledDifferently:
                AddRule(difference);
                break;
        }
    }

    internal ImmutableArray<string> Sentences()
    {
        List<string> first = [];
        foreach (((string table, string what), List<string> chains) in _chains)
        {
            first.AddRange(chains.Count < Many
                ? chains.Select(chain => $"kube-proxy's chain {chain} of {table} is {what}")
                : [$"{chains.Count} chains of kube-proxy in {table} are {what}: {Words.List(chains)}"]);
        }

        foreach (((string table, string what), List<string> jumps) in _jumps)
        {
            first.AddRange(jumps.Count < Many
                ? jumps.Select(jump => $"the jump from {table} {jump} {what}")
                : [$"{jumps.Count} jumps to kube-proxy's chains in {table}: each {what}"]);
        }

        _sentences.InsertRange(0, first);
        if (_staleNew > 0)
        {
            _sentences.Add($"{Words.Count(_staleNew, "chain")} left behind that nothing leads to any more (stale)");
        }

        if (_staleGone > 0)
        {
            _sentences.Add($"{Words.Count(_staleGone, "stale chain")} deleted");
        }

        return [.. _sentences];
    }

    private void AddChain(Difference difference, RulesetReading reading, bool isNew)
    {
        ChainReading? chain = reading.FindChain(difference.Table, difference.Chain!);
        if (chain is null or { Service: null } and not { Role: ChainRole.Endpoint })
        {
            _changedChains.Add((difference.Table, difference.Chain!));
            string? what = chain?.Role switch
            {
                ChainRole.Canary => "kube-proxy's canary",
                ChainRole.KubeletCanary => "the kubelet's chain",
                ChainRole.Other or null => "the chain",
                ChainRole.BuiltIn => "the kernel's chain",
                _ => null,
            };
            if (what is null)
            {
                AddTo(_chains, (difference.Table, isNew ? "new" : "gone"), difference.Chain!);
                return;
            }

            string then = chain?.Role == ChainRole.Canary && !isNew && difference.Table == "mangle"
                ? ": kube-proxy takes that for a flush, and writes everything anew when it looks next" : "";
            _sentences.Add($"{what} {difference.Chain} of {difference.Table} is {(isNew ? "new" : "gone")}{then}");
        }
        else if (!isNew && IsStale(chain))
        {
            _staleGone++;
        }
        else if (isNew && IsStale(chain))
        {
            _staleNew++;
        }
    }

    private void AddRule(Difference difference)
    {
        RuleReading? old = Reading(before, difference, difference.ExpectedNumber), now = Reading(after, difference, difference.ActualNumber);
        RuleReading? reading = now ?? old;
        if ((now?.Service ?? old?.Service) is { } service)
        {
            RulesOfServices[service.Name] = RulesOfServices.GetValueOrDefault(service.Name) + 1;
        }
        else if (reading is { Reason: RuleReason.Jump })
        {
            string jump = $"{difference.Chain} to {RuleParts.ChainCalledBy((difference.Actual ?? difference.Expected)!)}";
            AddTo(_jumps, (difference.Table, What(difference)), jump);
        }
        else if (reading is not null && !IsOfLooseEndpoint(difference)
            && !(reading.Reason is not null && _changedChains.Contains((difference.Table, difference.Chain!))))
        {
            _sentences.Add(Sentence(difference, reading));
        }
    }

    private static void AddTo(SortedDictionary<(string, string), List<string>> groups, (string, string) key, string item)
    {
        if (!groups.TryGetValue(key, out List<string>? items))
        {
            groups[key] = items = [];
        }

        items.Add(item);
    }

    // Chains that went stale are counted; their rules say nothing new.
    private bool IsOfLooseEndpoint(Difference difference) =>
        (after.FindChain(difference.Table, difference.Chain!) ?? before.FindChain(difference.Table, difference.Chain!))?.Role == ChainRole.Endpoint;

    private static string Sentence(Difference difference, RuleReading reading)
    {
        Rule rule = difference.Actual ?? difference.Expected!;
        string what = What(difference), chain = $"{difference.Table} {difference.Chain}";
        return reading switch
        {
            { Reason: RuleReason.NodePortsLast } => $"the jump to the node ports {what}",
            { Reason: not null } => $"rule {Number(difference)} of kube-proxy's chain {chain} {what}",
            { Owner: RuleOwner.KubeProxyIpvs } => $"a rule of kube-proxy's IPVS mode in {chain} {what}",
            { Owner: RuleOwner.Kubelet } => $"a rule of the kubelet in {chain} {what}",
            { Owner: RuleOwner.NetworkPlugin } => $"a rule of a network plugin in {chain} {what}: {rule}",
            { Owner: RuleOwner.ContainerEngine } => $"a rule of a container engine in {chain} {what}: {rule}",
            _ => $"a rule of somebody else in {chain} {what}: {rule}",
        };
    }

    private static string What(Difference difference) => difference.Kind switch
    {
        DifferenceKind.RuleMissing => "is gone",
        DifferenceKind.RuleUnexpected => "is new",
        DifferenceKind.RuleMoved => $"moved from place {difference.ExpectedNumber} to {difference.ActualNumber}",
        _ => "changed",
    };

    private static int Number(Difference difference) => difference.ActualNumber > 0 ? difference.ActualNumber : difference.ExpectedNumber;

    private static bool IsStale(ChainReading chain) => chain.Service is null or { IsStale: true };

    private static RuleReading? Reading(RulesetReading reading, Difference difference, int number) =>
        number >= 1 && number <= reading.RulesOf(difference.Table, difference.Chain!).Length
            ? reading.Find(difference.Table, difference.Chain!, number)
            : null;

    private static string Lowered(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
