using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// Tells from the layout of rules which versions of kube-proxy could have written them. Only what cannot be otherwise counts: a rule that a
/// version writes for some Services only says something where it is, and nothing where it is not.
/// </summary>
/// <remarks>
/// The facts are from the pull requests and the enhancement proposal that are named with each, and from the changelogs of the releases; what
/// 1.30 writes was captured (tests/golden).
/// </remarks>
internal sealed class VersionRecognition(RulesetReading reading)
{
    private readonly ImmutableArray<VersionEvidence>.Builder _evidence = ImmutableArray.CreateBuilder<VersionEvidence>();

    internal static VersionRange Recognise(RulesetReading reading)
    {
        var recognition = new VersionRecognition(reading);
        recognition.LookAtMasquerading();
        recognition.LookAtChains();
        recognition.LookAtFirewall();
        recognition.LookAtFixedRules();
        return VersionRange.Of(recognition._evidence.ToImmutable());
    }

    private void LookAtMasquerading()
    {
        bool inShared = Rules("nat", ProxyChains.Services).Any(MarksClusterIP);
        bool inOwn = reading.Services.SelectMany(service => service.Chains)
            .Where(chain => ChainRoles.Of(chain.Chain) is ChainRole.Service or ChainRole.LocalService)
            .Any(chain => Rules(chain.Table, chain.Chain).Any(MarksClusterIP));
        if (inShared)
        {
            Add("cluster IPs are marked for masquerading in nat KUBE-SERVICES", null, 20, "kubernetes/kubernetes#96959, in 1.21");
        }

        if (inOwn)
        {
            Add("cluster IPs are marked for masquerading in the chains of the Services", 21, null, "kubernetes/kubernetes#96959, in 1.21");
        }
    }

    private static bool MarksClusterIP(Rule rule) =>
        RuleParts.ChainCalledBy(rule) == ProxyChains.MarkMasquerade && RuleParts.DestinationOf(rule) is not null;

    private void LookAtChains()
    {
        ChainRole[] roles = [.. reading.Services.SelectMany(service => service.Chains).Select(chain => ChainRoles.Of(chain.Chain)).Distinct()];
        if (roles.Contains(ChainRole.OldExternalLocal))
        {
            Add("KUBE-XLB- chains", null, 23, "kubernetes/kubernetes#109060, in 1.24");
        }

        if (roles.Contains(ChainRole.External))
        {
            Add("KUBE-EXT- chains", 24, null, "kubernetes/kubernetes#109060, in 1.24");
        }

        if (roles.Contains(ChainRole.LocalService))
        {
            Add("KUBE-SVL- chains", 24, null, "kubernetes/kubernetes#106497, in 1.24");
        }

        if (Has("filter", ProxyChains.NodePorts))
        {
            Add("KUBE-NODEPORTS in filter, for health checks", 21, null, "kubernetes/kubernetes#97824, in 1.21");
        }
        else if (Has("filter", ProxyChains.Forward))
        {
            Add("no KUBE-NODEPORTS in filter", null, 20, "kubernetes/kubernetes#97824, in 1.21");
        }

        // Before, node ports and external IPs led to the service chain at once.
        if (Rules("nat", ProxyChains.NodePorts).Any(rule => RuleParts.ChainCalledBy(rule) is { } chain && ChainRoles.Of(chain) == ChainRole.Service))
        {
            Add("node ports lead to KUBE-SVC- chains", null, 23, "kubernetes/kubernetes#109060, in 1.24");
        }
    }

    private void LookAtFirewall()
    {
        if (Has("filter", ProxyChains.ProxyFirewall))
        {
            Add("KUBE-PROXY-FIREWALL", 25, null, "KEP-3178, in 1.25");
        }
        else if (Has("filter", ProxyChains.Forward))
        {
            Add("no KUBE-PROXY-FIREWALL", null, 24, "KEP-3178, in 1.25");
        }

        if (reading.Services.SelectMany(service => service.Chains)
            .Any(chain => Rules(chain.Table, chain.Chain).Any(rule => RuleParts.ChainCalledBy(rule) == ChainRoles.MarkDrop)))
        {
            Add("chains of Services use KUBE-MARK-DROP", null, 24, "KEP-3178, in 1.25");
        }

        foreach ((string table, string chain) in reading.Services.SelectMany(service => service.Chains)
            .Where(chain => ChainRoles.Of(chain.Chain) == ChainRole.Firewall).Take(1))
        {
            bool remarks = Rules(table, chain).Any(rule => rule.Target is null);
            if (remarks || !Rules(table, chain).Any(rule => RuleParts.ChainCalledBy(rule) == ChainRoles.MarkDrop))
            {
                Add(
                    $"KUBE-FW- chains {(remarks ? "end with" : "have no")} remark on what is dropped elsewhere",
                    remarks ? 27 : null, remarks ? null : 26, "kubernetes/kubernetes#114470, in 1.27");
            }
        }
    }

    private void LookAtFixedRules()
    {
        ImmutableArray<Rule> forward = Rules("filter", ProxyChains.Forward);
        Rule? invalid = forward.FirstOrDefault(rule => rule.Find<ConntrackMatch>()?.States.HasFlag(ConntrackStates.Invalid) == true);
        bool isCounted = Counts(invalid, "ct_state_invalid_dropped_pkts");
        bool countsLocalhost = Rules("nat", ProxyChains.NodePorts).Any(rule => Counts(rule, "localhost_nps_accepted_pkts"));
        if (isCounted)
        {
            Add("invalid packets are counted with nfacct", 31, null, "kubernetes/kubernetes#122812, in 1.31");
        }

        if (countsLocalhost)
        {
            Add("node ports of localhost are counted with nfacct", 31, null, "kubernetes/kubernetes#125015, in 1.31");
        }

        if (invalid is null && forward.Length > 0)
        {
            Add("invalid packets are let through", 29, null, "kubernetes/kubernetes#120412, in 1.29, where nf_conntrack_tcp_be_liberal is set");
        }
    }

    // The match is none that has a type here, so its text is looked at.
    private static bool Counts(Rule? rule, string counter) => rule is not null
        && rule.Matches.OfType<UnknownMatch>().Any(match => match.Text.Contains(counter, StringComparison.Ordinal));

    private void Add(string what, int? from, int? to, string source) => _evidence.Add(new(what, from, to, source));

    private bool Has(string table, string chain) => reading.FindChain(table, chain) is not null;

    private ImmutableArray<Rule> Rules(string table, string chain) => reading.RulesOf(table, chain);
}
