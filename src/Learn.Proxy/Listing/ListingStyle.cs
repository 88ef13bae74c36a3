namespace Learn.Proxy;

/// <summary>What a piece of a listing is, for its colour.</summary>
public enum ListingStyle
{
    /// <summary>Text.</summary>
    Plain,

    /// <summary>The heading of a group or chain.</summary>
    Heading,

    /// <summary>A chain of kube-proxy that all Services share, or of the kernel.</summary>
    Chain,

    /// <summary>A chain of a Service.</summary>
    Service,

    /// <summary>A chain of an endpoint.</summary>
    Endpoint,

    /// <summary>A comment within a rule.</summary>
    Comment,

    /// <summary>A probability.</summary>
    Chance,

    /// <summary>A target that lets a packet go on, or changes it.</summary>
    Verdict,

    /// <summary>A target that ends a packet.</summary>
    Stop,

    /// <summary>A sentence of ours.</summary>
    Note,

    /// <summary>A counter.</summary>
    Counter,
}
