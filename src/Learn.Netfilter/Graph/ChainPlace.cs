namespace Learn.Netfilter;

/// <summary>A chain and where it is.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Chain">The chain.</param>
internal sealed record ChainPlace(string Table, Chain Chain)
{
    /// <summary>True for a chain that does nothing but mark or log packets, which then come back.</summary>
    public bool OnlyMarks => Chain is { IsBuiltIn: false, Rules.IsEmpty: false }
        && Chain.Rules.All(rule => rule.Target is MarkTarget or ConnmarkTarget or LogTarget or TraceTarget or ReturnTarget or null)
        && Chain.Rules.Any(rule => rule.Target is not (ReturnTarget or null));

    /// <summary>The only translation of the destination in a chain that leads nowhere else; null for other chains.</summary>
    public DnatTarget? Endpoint(Func<string, bool> onlyMarks)
    {
        if (Chain.IsBuiltIn)
        {
            return null;
        }

        DnatTarget? found = null;
        foreach (var rule in Chain.Rules)
        {
            switch (rule.Target)
            {
                case DnatTarget dnat when found is null:
                    found = dnat;
                    break;
                case JumpTarget jump when onlyMarks(jump.Chain):
                case null or MarkTarget or ConnmarkTarget or LogTarget or TraceTarget or ReturnTarget:
                    break;
                default:
                    return null;
            }
        }

        return found;
    }
}
