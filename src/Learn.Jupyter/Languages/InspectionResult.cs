namespace Learn.Jupyter;

/// <summary>What is known about the thing at the cursor.</summary>
/// <param name="Content">The help in its forms, or null where nothing was found.</param>
public sealed record InspectionResult(MimeBundle? Content)
{
    /// <summary>Nothing is known.</summary>
    public static InspectionResult NotFound { get; } = new((MimeBundle?)null);
}
