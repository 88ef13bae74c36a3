namespace Learn.Proxy;

/// <summary>One thing that is wrong with a KubeProxyConfiguration.</summary>
/// <param name="Line">Line in the text, counted from 1; 0 if the position is not known.</param>
/// <param name="Column">Column in the line, counted from 1; 0 if the position is not known.</param>
/// <param name="Field">Path of the field, for example <c>iptables.masqueradeBit</c>; empty for the document as a whole.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record ConfigurationProblem(long Line, long Column, string Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string position = Line > 0 ? $"line {Line}, column {Column}: " : "";
        return Field.Length > 0 ? $"{position}{Field}: {Message}" : position + Message;
    }
}
