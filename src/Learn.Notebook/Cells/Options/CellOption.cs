namespace Learn.Notebook;

/// <summary>An option of a selector line or command.</summary>
/// <param name="Name">With its hyphens: <c>--in</c>.</param>
/// <param name="Value">What its value is called in messages: <c>HOST</c>; null for an option without one.</param>
/// <param name="Summary">What it does, for completion and help.</param>
/// <param name="Short">Its short form, <c>-n</c>; or null.</param>
internal sealed record CellOption(string Name, string? Value, string Summary, string? Short = null)
{
    /// <summary>Where a block runs; completed with the places of the lab.</summary>
    public static CellOption In { get; } = new("--in", "HOST", "where it runs: toolbox, client, node/NAME, pod/NAME or pod/NAMESPACE/NAME");

    /// <summary>Whether this is the option that is called so.</summary>
    public bool IsCalled(string word) => word == Name || word == Short;
}
