namespace Learn.Netfilter;

/// <summary>The targets that are no chains.</summary>
internal enum TargetExtension : byte
{
    /// <summary>A chain.</summary>
    None,
    Accept,
    Drop,
    Return,
    Trace,
    Reject,
    Dnat,
    Snat,
    Masquerade,
    Mark,
    Connmark,
    Log,

    /// <summary>A target of iptables that has no type in this model.</summary>
    Other,
}
