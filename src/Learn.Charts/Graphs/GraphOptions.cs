namespace Learn;

/// <summary>What a picture of chains shows.</summary>
public sealed record GraphOptions
{
    /// <summary>
    /// A Service, <c>default/my-service</c>, a port of one, <c>default/my-service:http</c>, or a chain, <c>KUBE-POSTROUTING</c>: only what leads to it and
    /// what it leads to. Without a namespace, <c>default</c> is meant. Null: everything, with the usual folding.
    /// </summary>
    public string? About { get; init; }

    /// <summary>A table, or null: all; with <see cref="About"/> those that have something about it.</summary>
    public string? Table { get; init; }

    /// <summary>So many Services are drawn, those with the most packets first; the others are folded into one node. At least 1, default 10.</summary>
    public int Services { get; init; } = 10;

    /// <summary>Whether the counters of rules are shown: as the width of lines and as numbers. Default true; rules without counters have none.</summary>
    public bool Counters { get; init; } = true;

    /// <summary>The title; null for one that says what is shown.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// The beginning of the ids that a listing in the same page has: a click on a chain then leads to <c>#LISTING-TABLE-CHAIN</c>. Null: nothing is clicked.
    /// </summary>
    public string? Listing { get; init; }

    /// <summary>A title that says what is shown.</summary>
    internal static string TitleOf(string? about, string? node) =>
        about is null ? $"The chains of {node ?? "a node"}" : $"What leads to {about}{(node is null ? "" : $" on {node}")}, and where it leads";
}
