namespace Learn;

/// <summary>Something that was declared and cannot be put into effect, for example a pod whose port is taken.</summary>
/// <param name="About">The object, as kubectl names it: <c>pod/web-1</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Trouble(string About, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{About}: {Message}";
}
