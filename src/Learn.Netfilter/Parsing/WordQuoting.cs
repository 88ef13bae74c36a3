namespace Learn.Netfilter;

/// <summary>How a word is quoted.</summary>
internal enum WordQuoting : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>One quote at the beginning, one at the end, no escapes.</summary>
    Plain,

    /// <summary>In some other way.</summary>
    Mixed,
}
