namespace Learn.Features.Tests;

/// <summary>One row of the table of features: what it is about, what to try, what one sees, and the experiment that shows it.</summary>
/// <param name="Name">Name of its manifest below <c>docs/examples/features</c>, without extension.</param>
/// <param name="Title">What kube-proxy calls it.</param>
internal sealed record Feature(string Name, string Title)
{
    /// <summary>What a lesson would make of it.</summary>
    public required string Idea { get; init; }

    /// <summary>What to type. The test runs it too.</summary>
    public required Command Try { get; init; }

    /// <summary>What one sees then.</summary>
    public required string Sees { get; init; }

    /// <summary>The whole experiment, with assertions.</summary>
    public required Func<Scene, Task> Check { get; init; }
}
