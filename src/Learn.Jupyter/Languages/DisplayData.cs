namespace Learn.Jupyter;

/// <summary>Something to show below a cell.</summary>
/// <param name="Content">The thing in its forms; the front end takes the richest that it knows.</param>
public sealed record DisplayData(MimeBundle Content)
{
    /// <summary>A name by which it can be changed later (<c>transient.display_id</c>), or null.</summary>
    public string? DisplayId { get; init; }
}
