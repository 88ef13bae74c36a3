namespace Learn;

/// <summary>A line of a payload beside the one before.</summary>
/// <param name="Mark">What became of it.</param>
/// <param name="Text">The line, without its end.</param>
public readonly record struct RestoreLine(LineMark Mark, string Text)
{
    /// <summary>As <c>diff -u</c> writes it.</summary>
    public override string ToString() => (Mark switch { LineMark.Added => '+', LineMark.Removed => '-', _ => ' ' }) + Text;
}
