namespace Learn.Netfilter;

/// <summary>The packet is thrown away silently: <c>-j DROP</c>.</summary>
public sealed record DropTarget : Target
{
    private DropTarget()
    {
    }

    /// <summary>The only instance.</summary>
    public static DropTarget Instance { get; } = new();

    internal override TargetKind Kind => TargetKind.Drop;
}
