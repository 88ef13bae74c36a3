namespace Learn.Notebook;

/// <summary>What came of looking for a variable.</summary>
/// <param name="IsFound">Whether there is a value.</param>
/// <param name="Value">The value.</param>
/// <param name="Problem">Why there is none; null where there is no such variable at all.</param>
internal sealed record FoundVariable(bool IsFound, object? Value, string? Problem)
{
    /// <summary>There is no such variable.</summary>
    public static FoundVariable Missing { get; } = new(false, null, null);

    public static FoundVariable Of(object? value) => new(true, value, null);

    public static FoundVariable Failed(string problem) => new(false, null, problem);
}
