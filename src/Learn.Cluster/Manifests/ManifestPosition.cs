namespace Learn.Cluster;

/// <summary>A place in a text, counted from 1. Column counts UTF-16 units.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public readonly record struct ManifestPosition(int Line, int Column)
{
    /// <summary><c>line 3, column 5</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}
