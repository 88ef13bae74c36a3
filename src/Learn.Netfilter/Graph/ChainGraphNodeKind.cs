namespace Learn.Netfilter;

/// <summary>What a node of a <see cref="ChainGraph"/> is.</summary>
public enum ChainGraphNodeKind
{
    /// <summary>A chain that the kernel calls at a hook.</summary>
    Hook,

    /// <summary>A chain that rules jump to.</summary>
    Chain,

    /// <summary>A chain that rules jump to and that translates the destination: an endpoint.</summary>
    Endpoint,

    /// <summary>A translation of the destination by a rule of a chain that does other things, too.</summary>
    DestinationTranslation,

    /// <summary>A translation of the source: MASQUERADE or SNAT.</summary>
    SourceTranslation,

    /// <summary>ACCEPT.</summary>
    Accept,

    /// <summary>DROP.</summary>
    Drop,

    /// <summary>REJECT.</summary>
    Reject,

    /// <summary>A target that the model does not know.</summary>
    Other,

    /// <summary>Several nodes that are not shown one by one.</summary>
    Folded,
}
