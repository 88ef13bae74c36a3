namespace Learn.Netfilter;

/// <summary>
/// The mark of the packet is changed: <c>-j MARK --set-xmark value/mask</c>. The bits of the mask are cleared, then the value is
/// combined by exclusive or. <c>--or-mark</c> is the same value twice, <c>--xor-mark</c> has the mask 0.
/// </summary>
/// <param name="Value">The bits that are inverted after the mask was cleared.</param>
/// <param name="Mask">The bits that are cleared first.</param>
public sealed record MarkTarget(uint Value, uint Mask = uint.MaxValue) : Target
{
    internal override TargetKind Kind => TargetKind.Mark;

    /// <summary>Sets bits: <c>--or-mark</c>.</summary>
    public static MarkTarget Or(uint bits) => new(bits, bits);

    /// <summary>Inverts bits: <c>--xor-mark</c>.</summary>
    public static MarkTarget Xor(uint bits) => new(bits, 0);

    /// <summary>The mark of a packet after this target.</summary>
    public uint Apply(uint mark) => (mark & ~Mask) ^ Value;
}
