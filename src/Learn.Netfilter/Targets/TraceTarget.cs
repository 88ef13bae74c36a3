namespace Learn.Netfilter;

/// <summary>The way of the packet through all rules is reported; it goes on with the next rule: <c>-j TRACE</c>.</summary>
public sealed record TraceTarget : Target
{
    private TraceTarget()
    {
    }

    /// <summary>The only instance.</summary>
    public static TraceTarget Instance { get; } = new();

    internal override TargetKind Kind => TargetKind.Trace;
}
