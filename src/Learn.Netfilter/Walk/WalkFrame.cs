namespace Learn.Netfilter;

/// <summary>A chain that a packet is in, and where it goes on after that chain.</summary>
/// <param name="chain">The chain.</param>
/// <param name="next">The index of the next rule.</param>
/// <param name="caller">The frame to which the chain returns; null for a built-in chain.</param>
/// <param name="depth">How many jumps led here, those that do not come back included.</param>
internal sealed class WalkFrame(Chain chain, int next, WalkFrame? caller, int depth) : IEquatable<WalkFrame>
{
    // Frames are compared often and may be nested deeply.
    private readonly int _hash = HashCode.Combine(chain, next, caller, depth);

    internal Chain Chain { get; } = chain;

    internal int Next { get; } = next;

    internal WalkFrame? Caller { get; } = caller;

    internal int Depth { get; } = depth;

    /// <inheritdoc />
    public bool Equals(WalkFrame? other) => ReferenceEquals(this, other)
        || (other is not null
            && _hash == other._hash
            && ReferenceEquals(Chain, other.Chain)
            && Next == other.Next
            && Depth == other.Depth
            && Equals(Caller, other.Caller));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as WalkFrame);

    /// <inheritdoc />
    public override int GetHashCode() => _hash;

    internal WalkFrame At(int index) => new(Chain, index, Caller, Depth);
}
