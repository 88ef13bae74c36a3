namespace Learn.Netfilter;

/// <summary>How a <see cref="StatisticMatch"/> chooses packets.</summary>
public enum StatisticMode
{
    /// <summary>Each packet by chance: <c>--mode random</c>.</summary>
    Random,

    /// <summary>One of every so many packets: <c>--mode nth</c>.</summary>
    Nth,
}
