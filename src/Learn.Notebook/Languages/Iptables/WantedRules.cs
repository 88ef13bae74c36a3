using System.Runtime.CompilerServices;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>The rules that a node's kube-proxy wanted with its last sync, as typed rules that know where they come from. Each sync's are built once.</summary>
internal static class WantedRules
{
    private static readonly ConditionalWeakTable<SyncPlan, Ruleset> Built = [];

    /// <summary>Those of a family; null before its first sync.</summary>
    public static Ruleset? Of(Lab lab, string node, IpFamily family) =>
        lab.Syncs(node).LastOrDefault(sync => sync.Plan.Family == family)?.Plan is { } plan ? Built.GetValue(plan, static each => each.Desired()) : null;
}
