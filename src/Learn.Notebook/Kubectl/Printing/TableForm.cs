namespace Learn.Notebook.Kubectl;

/// <summary>What the tables of <c>kubectl get</c> show.</summary>
internal sealed record TableForm
{
    /// <summary>Whether they have the columns of <c>-o wide</c>.</summary>
    public bool IsWide { get; init; }

    /// <summary>Whether a first column names the namespace.</summary>
    public bool ShowsNamespaces { get; init; }

    /// <summary>Whether names have their kind before them.</summary>
    public bool ShowsKinds { get; init; }

    /// <summary>Whether a last column has all labels.</summary>
    public bool ShowsLabels { get; init; }

    /// <summary>Labels that have a column of their own.</summary>
    public IReadOnlyList<string> LabelColumns { get; init; } = [];

    /// <summary>Whether there is a line with headings.</summary>
    public bool HasHeadings { get; init; } = true;
}
