namespace Learn.Netfilter;

/// <summary>A rule on an edge of a <see cref="ChainGraph"/>.</summary>
/// <param name="Number">Its number in its chain, counted from 1.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Share">Which share of packets it takes by chance, 0 to 1; null if it takes all that match.</param>
/// <param name="Packets">Packets that it has seen; null if nobody counted.</param>
public sealed record ChainGraphRule(int Number, Rule Rule, double? Share, ulong? Packets)
{
    /// <summary>What it does, in a sentence. It is made when it is asked for: of thousands of rules on one edge a few are told.</summary>
    public string Explanation => Explained();

    internal Func<string> Explained { get; init; } = static () => "";
}
