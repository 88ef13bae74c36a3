namespace Learn.Netfilter;

/// <summary>The packet is thrown away and its sender is told: <c>-j REJECT --reject-with</c>.</summary>
/// <param name="With">
/// What the sender is told, for example <c>tcp-reset</c>; null for the default of the family, <c>icmp-port-unreachable</c> or
/// <c>icmp6-port-unreachable</c>.
/// </param>
public sealed record RejectTarget(string? With = null) : Target
{
    internal override TargetKind Kind => TargetKind.Reject;

    /// <summary>The shared target with the default answer.</summary>
    public static RejectTarget Default { get; } = new();

    /// <summary>The default answer of a family.</summary>
    public static string DefaultFor(IpFamily family) => family == IpFamily.IPv4 ? "icmp-port-unreachable" : "icmp6-port-unreachable";
}
