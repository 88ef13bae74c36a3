namespace Learn.Netfilter;

/// <summary>The kinds of differences between rulesets.</summary>
public enum DifferenceKind
{
    /// <summary>A table is missing.</summary>
    TableMissing,

    /// <summary>A table is there that should not be.</summary>
    TableUnexpected,

    /// <summary>A chain, or its chain line in a payload, is missing.</summary>
    ChainMissing,

    /// <summary>A chain, or its chain line in a payload, is there that should not be.</summary>
    ChainUnexpected,

    /// <summary>A built-in chain has another policy.</summary>
    PolicyDiffers,

    /// <summary>A rule is missing.</summary>
    RuleMissing,

    /// <summary>A rule is there that should not be.</summary>
    RuleUnexpected,

    /// <summary>A rule is not what it should be.</summary>
    RuleChanged,

    /// <summary>A rule means what it should, but is written differently.</summary>
    RuleSpelledDifferently,

    /// <summary>A rule stands at another place among those of its chain.</summary>
    RuleMoved,

    /// <summary>A jump to KUBE-NODEPORTS is not behind all other rules of the chain.</summary>
    NodePortsNotLast,

    /// <summary>A payload does not delete a chain that it should delete.</summary>
    ChainNotDeleted,

    /// <summary>A chain is deleted that should not be.</summary>
    ChainDeleted,

    /// <summary>A payload deletes a chain without having emptied it by a chain line.</summary>
    DeletedWithoutChainLine,
}
