namespace Learn.Netfilter;

/// <summary>The packet goes through another chain and comes back if nothing there decides: <c>-j chain</c>.</summary>
/// <param name="Chain">The user-defined chain.</param>
public sealed record JumpTarget(string Chain) : Target
{
    internal override TargetKind Kind => TargetKind.Jump;
}
