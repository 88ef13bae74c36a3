using Learn.Notebook;

namespace Learn.Cli.Notebooks.Running;

/// <summary>What <c>learn run</c> was asked for.</summary>
internal sealed record RunPlan
{
    /// <summary>The notebook.</summary>
    public required string Notebook { get; init; }

    /// <summary>Where the notebook with its outputs goes.</summary>
    public required string Output { get; init; }

    /// <summary>Where a page of it goes, or null.</summary>
    public string? Html { get; init; }

    /// <summary>Timeout and errors.</summary>
    public required NotebookRunOptions Options { get; init; }

    /// <summary>Values for the notebook's variables, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
