using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What of the subject a lesson or exercise covers.</summary>
public sealed record CoverageDefinition
{
    /// <summary>Numbers of beliefs about kube-proxy that it puts to the test: keys of <c>exercises/beliefs.yaml</c>.</summary>
    public ImmutableArray<int> Beliefs { get; init; } = [];

    /// <summary>Features of kube-proxy, by the names of their examples in <c>docs/examples/features</c>.</summary>
    public ImmutableArray<string> Features { get; init; } = [];
}
