namespace Learn.Netfilter;

/// <summary>What happens at a node of a <see cref="WalkTree"/>.</summary>
public enum WalkNodeKind
{
    /// <summary>The kernel calls a built-in chain.</summary>
    Entry,

    /// <summary>A rule matches for sure.</summary>
    Rule,

    /// <summary>A rule matches by chance, with a known probability.</summary>
    Chance,

    /// <summary>Whether a rule matches, or what its target does, is not known: both ways are followed.</summary>
    Either,

    /// <summary>The way ends.</summary>
    End,
}
