namespace Learn.Netfilter;

/// <summary>What one line of a table in a save or a restore payload says.</summary>
public enum TableLineKind
{
    /// <summary><c>:CHAIN policy [0:0]</c>: the chain exists; in a payload it is emptied.</summary>
    Chain,

    /// <summary><c>-A CHAIN rule</c>: the rule is appended.</summary>
    Append,

    /// <summary><c>-I CHAIN [number] rule</c>: the rule is inserted, at the top if there is no number.</summary>
    Insert,

    /// <summary><c>-D CHAIN rule</c> or <c>-D CHAIN number</c>: the rule is deleted.</summary>
    Delete,

    /// <summary><c>-N CHAIN</c>: the chain is made.</summary>
    New,

    /// <summary><c>-F [CHAIN]</c>: the chain, or every chain, is emptied.</summary>
    Flush,

    /// <summary><c>-X [CHAIN]</c>: the chain, or every user-defined chain, is deleted.</summary>
    DeleteChain,

    /// <summary>A comment line or an empty line; it has no effect.</summary>
    Comment,

    /// <summary>A command that is not understood, kept as it was written.</summary>
    Unknown,
}
