namespace Learn;

/// <summary>What became of a line since the listing before.</summary>
public enum LineChange
{
    /// <summary>Nothing, or nobody asks.</summary>
    None,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,
}
