namespace Learn.Netfilter;

/// <summary>Which of the ways that lead on from a <see cref="WalkNode"/> one is.</summary>
public enum WalkEdgeKind
{
    /// <summary>The only one.</summary>
    Only,

    /// <summary>The packet matches the rule.</summary>
    Matched,

    /// <summary>It does not, and goes on with the next rule.</summary>
    NotMatched,

    /// <summary>The target, which is not understood, lets the packet go on with the next rule.</summary>
    GoesOn,

    /// <summary>The target, which is not understood, decides about the packet.</summary>
    Decides,
}
