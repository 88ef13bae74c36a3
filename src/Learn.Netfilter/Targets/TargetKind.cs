namespace Learn.Netfilter;

/// <summary>The kinds of targets, for switches that run for every rule.</summary>
internal enum TargetKind
{
    Jump,
    Goto,
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
    Unknown,
}
