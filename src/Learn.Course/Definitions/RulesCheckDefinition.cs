namespace Learn.Course;

/// <summary>Rules that must be in the kernel, or must not, by what they mean: the order of options, comments and counters do not count.</summary>
public sealed record RulesCheckDefinition
{
    /// <summary>The node; default the first.</summary>
    public string? Node { get; init; }

    /// <summary><c>ipv4</c> (the default) or <c>ipv6</c>.</summary>
    public string? Family { get; init; }

    /// <summary>The table of <see cref="Has"/>, <see cref="HasNot"/> and <see cref="Chain"/>; default <c>nat</c>.</summary>
    public string Table { get; init; } = "nat";

    /// <summary>A rule that must be there, as <c>-A CHAIN …</c>. Null for none.</summary>
    public string? Has { get; init; }

    /// <summary>A rule that must not be there.</summary>
    public string? HasNot { get; init; }

    /// <summary>A chain that must exist. With a leading <c>!</c> it must not.</summary>
    public string? Chain { get; init; }

    /// <summary>True: the rules are those that kube-proxy wants, no less and (in its chains) no more.</summary>
    public bool AsWanted { get; init; }
}
