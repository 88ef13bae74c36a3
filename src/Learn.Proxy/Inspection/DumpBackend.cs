namespace Learn.Proxy;

/// <summary>Which of the two implementations of iptables wrote a dump. They keep rules apart: those of one are not seen by the other.</summary>
public enum DumpBackend
{
    /// <summary>The dump does not say.</summary>
    Unknown,

    /// <summary>iptables-nft: the rules are nf_tables rules in compatible form.</summary>
    Nft,

    /// <summary>iptables-legacy, or a version before 1.8, when there was nothing else.</summary>
    Legacy,
}
