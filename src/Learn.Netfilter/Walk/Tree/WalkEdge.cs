namespace Learn.Netfilter;

/// <summary>A way that leads on from a <see cref="WalkNode"/>.</summary>
public sealed class WalkEdge
{
    internal WalkEdge(WalkEdgeKind kind, double least, double most) => (Kind, Least, Most) = (kind, least, most);

    /// <summary>Which one it is.</summary>
    public WalkEdgeKind Kind { get; }

    /// <summary>The least probability with which a packet that comes to the node takes this way, 0 to 1.</summary>
    public double Least { get; }

    /// <summary>The greatest such probability, 0 to 1; the same as <see cref="Least"/> unless something is not known.</summary>
    public double Most { get; }

    /// <summary>Where it leads.</summary>
    public WalkNode Target { get; internal set; } = null!;

    internal bool IsTaken => Kind is not WalkEdgeKind.NotMatched;
}
