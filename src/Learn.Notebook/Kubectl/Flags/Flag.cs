namespace Learn.Notebook.Kubectl;

/// <summary>A flag of a command.</summary>
/// <param name="Name">Its name without dashes.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Description">One sentence.</param>
internal sealed record Flag(string Name, FlagKind Kind, string Description)
{
    /// <summary>Its letter, <c>-n</c>; or none.</summary>
    public char? Letter { get; init; }

    /// <summary>Its value where it is written without one (<c>--dry-run</c>); null where it must have one.</summary>
    public string? ValueWhenBare { get; init; }

    /// <summary>What it can be set to, for completion; empty where that is open.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether the next word is its value.</summary>
    public bool TakesNextWord => Kind != FlagKind.Switch && ValueWhenBare is null;

    /// <summary>As help shows it.</summary>
    public override string ToString() => $"{(Letter is { } letter ? $"-{letter}, " : "    ")}--{Name}";
}
