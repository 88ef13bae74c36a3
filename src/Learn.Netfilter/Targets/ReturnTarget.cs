namespace Learn.Netfilter;

/// <summary>The packet goes back to the rule after the jump; in a built-in chain, the policy decides: <c>-j RETURN</c>.</summary>
public sealed record ReturnTarget : Target
{
    private ReturnTarget()
    {
    }

    /// <summary>The only instance.</summary>
    public static ReturnTarget Instance { get; } = new();

    internal override TargetKind Kind => TargetKind.Return;
}
