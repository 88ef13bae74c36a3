namespace Learn.Netfilter;

/// <summary>The places in the kernel where a packet meets chains, named after the built-in chains that are called there.</summary>
public enum Hook
{
    /// <summary>A packet has come in by an interface.</summary>
    Prerouting,

    /// <summary>It is for this host.</summary>
    Input,

    /// <summary>It is for another host.</summary>
    Forward,

    /// <summary>A process of this host has sent it.</summary>
    Output,

    /// <summary>It is about to leave.</summary>
    Postrouting,
}
