using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>A stretch of the way on which nothing is left to choose, and what follows: an end, or several ways.</summary>
public sealed record WalkSection
{
    /// <summary>
    /// What happens, in order: chains entered and rules matched. A node of kind <see cref="WalkNodeKind.Chance"/> or
    /// <see cref="WalkNodeKind.Either"/> among them makes no difference.
    /// </summary>
    public ImmutableArray<WalkNode> Nodes { get; init; } = [];

    /// <summary>The end, if the way ends here; otherwise null.</summary>
    public WalkNode? End { get; init; }

    /// <summary>The ways that follow, in the order of the rules; empty if there is no choice.</summary>
    public ImmutableArray<WalkChoice> Choices { get; init; } = [];

    /// <summary>How many more ways there are between the last two of <see cref="Choices"/>, left out because they are so many.</summary>
    public int Hidden { get; init; }

    /// <summary>The least and the greatest share of the ways that were left out, 0 to 1, of packets that come to the choice.</summary>
    public (double Least, double Most) HiddenShares { get; init; }

    /// <summary>True if what follows is left out, because the tree is too large to be told.</summary>
    public bool IsCut { get; init; }

    /// <summary>The node at which this way meets one that was told before; otherwise null.</summary>
    public WalkNode? ContinuesAt { get; init; }

    /// <summary>True if, from its second chain on, it passes the same rules as the first of its neighbours.</summary>
    public bool IsLikeFirst { get; init; }
}
