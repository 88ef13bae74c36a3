namespace Learn.Netfilter;

/// <summary>The mark of the connection is set, saved from the packet or restored to it: <c>-j CONNMARK</c>.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Value">For <see cref="ConnmarkOperation.Set"/> the value, otherwise the mask of the packet's mark.</param>
/// <param name="Mask">For <see cref="ConnmarkOperation.Set"/> the mask, otherwise the mask of the connection's mark.</param>
public sealed record ConnmarkTarget(ConnmarkOperation Operation, uint Value = uint.MaxValue, uint Mask = uint.MaxValue) : Target
{
    internal override TargetKind Kind => TargetKind.Connmark;
}
