using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Reads what the chains of one service port say about it, apart from its endpoints.</summary>
internal static class OwnChainReader
{
    internal static void Read(ServiceDraft draft, ChainEntry entry)
    {
        switch (entry.Role)
        {
            case ChainRole.Service or ChainRole.LocalService:
                ReadMasquerade(draft, entry.Chain);
                break;
            case ChainRole.External:
                draft.IsExternalPolicyLocal |= entry.Chain.Rules.Any(IsForLocalPolicy);
                break;
            case ChainRole.OldExternalLocal:
                draft.IsExternalPolicyLocal = true;
                draft.IsDroppedWithoutLocal |= entry.Chain.Rules.Any(rule => RuleParts.ChainCalledBy(rule) == ChainRoles.MarkDrop);
                break;
            case ChainRole.Firewall:
                ReadSourceRanges(draft, entry.Chain);
                break;
        }
    }

    private static bool IsForLocalPolicy(Rule rule) => RuleParts.IsFromLocal(rule)
        || (RuleParts.ChainCalledBy(rule) is { } chain && ChainRoles.Of(chain) == ChainRole.LocalService);

    // If the rule that leads here is not in the text, this one has the address, too.
    private static void ReadMasquerade(ServiceDraft draft, Chain chain)
    {
        if (draft.ClusterIP is not null || draft.Port is not null)
        {
            return;
        }

        foreach (Rule rule in chain.Rules)
        {
            if (RuleParts.ChainCalledBy(rule) == ProxyChains.MarkMasquerade && RuleParts.DestinationOf(rule) is { } address)
            {
                draft.ClusterIP = address.Address;
                draft.Port = RuleParts.PortOf(rule);
                draft.TakeProtocol(RuleParts.ProtocolOf(rule));
                draft.IsInternalPolicyLocal |= ChainRoles.Of(chain.Name) == ChainRole.LocalService;
                return;
            }
        }
    }

    private static void ReadSourceRanges(ServiceDraft draft, Chain chain)
    {
        for (int index = 0; index < chain.Rules.Length; index++)
        {
            if (RuleClassification.OfFirewall(draft, chain, index) == RuleReason.SourceRange)
            {
                Rule rule = chain.Rules[index];
                string everything = rule.Find<TransportMatch>() is null ? "0.0.0.0/0" : "";
                string range = rule.Find<SourceMatch>()?.Address.ToString() ?? everything;
                if (range.Length > 0 && !draft.SourceRanges.Contains(range))
                {
                    draft.SourceRanges.Add(range);
                }
            }
        }
    }
}
