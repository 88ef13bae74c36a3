namespace Learn;

/// <summary>What a payload does to a chain.</summary>
public enum RestoreAction
{
    /// <summary>Nothing: the payload does not mention it, so its rules stay.</summary>
    LeftAlone,

    /// <summary>Empties it and writes its rules anew; makes it where it is not there.</summary>
    Written,

    /// <summary>Empties it, or makes it without a rule.</summary>
    Emptied,

    /// <summary>Deletes it.</summary>
    Deleted,

    /// <summary>Adds rules to it without emptying it.</summary>
    Appended,
}
