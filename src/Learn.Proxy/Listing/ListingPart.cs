namespace Learn.Proxy;

/// <summary>A piece of a line of a listing.</summary>
/// <param name="Text">The text.</param>
/// <param name="Style">What it is.</param>
/// <param name="Chain">The chain that it names, in full; null for other pieces.</param>
public readonly record struct ListingPart(string Text, ListingStyle Style = ListingStyle.Plain, string? Chain = null);
