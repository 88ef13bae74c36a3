namespace Learn.Netfilter;

/// <summary>The packet goes on; no further rule of the table sees it at this hook: <c>-j ACCEPT</c>.</summary>
public sealed record AcceptTarget : Target
{
    private AcceptTarget()
    {
    }

    /// <summary>The only instance.</summary>
    public static AcceptTarget Instance { get; } = new();

    internal override TargetKind Kind => TargetKind.Accept;
}
