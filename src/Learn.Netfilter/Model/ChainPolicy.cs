namespace Learn.Netfilter;

/// <summary>What a built-in chain does with a packet that none of its rules decided about.</summary>
public enum ChainPolicy
{
    /// <summary>The packet goes on.</summary>
    Accept,

    /// <summary>The packet is thrown away silently.</summary>
    Drop,
}
