namespace Learn.Netfilter;

/// <summary>The packet is reported in the kernel's log and goes on with the next rule: <c>-j LOG</c>.</summary>
/// <param name="Prefix">The beginning of the message, at most 29 bytes; null for none.</param>
/// <param name="Level">The severity, 0 to 7; null for the default of 4, a warning.</param>
/// <param name="Options">What is reported in addition.</param>
public sealed record LogTarget(string? Prefix = null, byte? Level = null, LogOptions Options = LogOptions.None) : Target
{
    internal override TargetKind Kind => TargetKind.Log;
}
