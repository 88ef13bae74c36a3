namespace Learn.Proxy;

/// <summary>What a listing shows.</summary>
public sealed record ListingOptions
{
    /// <summary>Everything, as it is written.</summary>
    public static ListingOptions Default { get; } = new();

    /// <summary>Only the rules of this Service, by its name with or without the namespace <c>default</c>; null for all.</summary>
    public string? Service { get; init; }

    /// <summary>Only rules in whose text, chain, sentence or Service this stands, in any case; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>True to write names in place of the hashes in names of chains.</summary>
    public bool UsesNames { get; init; }

    /// <summary>True to show counters as numbers and bars.</summary>
    public bool ShowsCounters { get; init; }

    /// <summary>True to show headings only. (A page is folded always, and unfolds.)</summary>
    public bool IsFolded { get; init; }
}
