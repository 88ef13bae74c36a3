namespace Learn.Netfilter;

/// <summary>A change that the packet itself has made to a list of the recent match.</summary>
/// <param name="List">The list.</param>
/// <param name="IsDestination">True if it was the destination address.</param>
/// <param name="IsPresent">True if the address was put on the list, false if it was removed.</param>
/// <param name="Before">The change before this one.</param>
internal sealed record RecentChange(string List, bool IsDestination, bool IsPresent, RecentChange? Before);
