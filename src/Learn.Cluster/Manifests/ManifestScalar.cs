namespace Learn.Cluster;

/// <summary>A scalar of a manifest, with its value as YAML 1.1 resolves it (as kubectl does: <c>yes</c> and <c>on</c> are booleans,
/// <c>010</c> is eight).</summary>
public sealed class ManifestScalar : ManifestNode
{
    internal ManifestScalar(string text, bool isQuoted, ManifestPosition position, object? value) : base(position)
    {
        Text = text;
        IsQuoted = isQuoted;
        Value = value;
    }

    /// <summary>The text without its quotes.</summary>
    public string Text { get; }

    /// <summary>Whether it stood in quotes or in a block, so that it can only be text.</summary>
    public bool IsQuoted { get; }

    /// <summary>A <see cref="string"/>, <see cref="bool"/>, <see cref="long"/> or <see cref="double"/>; null for an empty value or
    /// <c>null</c>.</summary>
    public object? Value { get; }

    /// <inheritdoc/>
    public override string Describe() => Value switch
    {
        null => "nothing",
        bool => $"the boolean {Text}",
        long => $"the number {Text}",
        double => $"the number {Text}",
        _ => $"the text \"{Text}\"",
    };
}
