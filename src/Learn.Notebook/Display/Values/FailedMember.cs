namespace Learn.Notebook;

/// <summary>Stands for the value of a property that threw.</summary>
/// <param name="Exception">What it threw.</param>
internal sealed record FailedMember(Exception Exception)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Exception.GetType().Name}: {Exception.Message}";
}
