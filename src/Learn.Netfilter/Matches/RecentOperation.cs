namespace Learn.Netfilter;

/// <summary>What a <see cref="RecentMatch"/> does with the list of addresses.</summary>
public enum RecentOperation
{
    /// <summary>Puts the address on the list and matches: <c>--set</c>.</summary>
    Set,

    /// <summary>Matches if the address is on the list: <c>--rcheck</c>.</summary>
    Check,

    /// <summary>The same, and makes the entry new: <c>--update</c>.</summary>
    Update,

    /// <summary>Matches if the address is on the list, and removes it: <c>--remove</c>.</summary>
    Remove,
}
