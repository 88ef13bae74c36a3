using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>A kept connection or flow that sends once more.</summary>
public sealed record HeldCheckDefinition
{
    /// <summary>Its name: <see cref="ActionDefinition.As"/>.</summary>
    public string Name { get; init; } = "";

    /// <summary>How it must end: <c>answered</c> (the default), <c>timeout</c>, <c>broken</c>.</summary>
    public string Ends { get; init; } = "answered";

    /// <summary>Who must answer; empty for anybody. As in <see cref="TrafficCheckDefinition.By"/>.</summary>
    public ImmutableArray<string> By { get; init; } = [];
}
