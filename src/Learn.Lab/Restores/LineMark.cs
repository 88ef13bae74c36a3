namespace Learn;

/// <summary>What became of a line since the payload before.</summary>
public enum LineMark
{
    /// <summary>Both have it.</summary>
    Same,

    /// <summary>Only the later one has it.</summary>
    Added,

    /// <summary>Only the earlier one had it.</summary>
    Removed,
}
