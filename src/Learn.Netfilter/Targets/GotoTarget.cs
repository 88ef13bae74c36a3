namespace Learn.Netfilter;

/// <summary>The packet goes to another chain and does not come back to this one, but to its caller: <c>-g chain</c>.</summary>
/// <param name="Chain">The user-defined chain.</param>
public sealed record GotoTarget(string Chain) : Target
{
    internal override TargetKind Kind => TargetKind.Goto;
}
