namespace Learn.Netfilter;

/// <summary>
/// What happens to a packet that matches a rule. The set of derived types is closed, so a <c>switch</c> can treat them all; what
/// iptables knows and this model does not is an <see cref="UnknownTarget"/>. Two targets are equal if they mean the same.
/// </summary>
public abstract record Target
{
    private protected Target()
    {
    }

    internal abstract TargetKind Kind { get; }
}
