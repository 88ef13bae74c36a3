namespace Learn.Netfilter;

/// <summary>The options that belong to a rule itself and not to one of its extensions.</summary>
internal enum RuleOption : byte
{
    /// <summary>Some other word.</summary>
    None,
    Match,
    Jump,
    Goto,
    Source,
    Destination,
    InInterface,
    OutInterface,
    Protocol,

    /// <summary>An option of a rule that has no type in this model, such as <c>-f</c>.</summary>
    Other,
}
