using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>
/// Something that differs from learner to learner: one of some words, or a number. Short forms: <c>name: [web, shop]</c> is <see cref="OneOf"/>,
/// <c>less: "{{ pods | minus: 1 }}"</c> is <see cref="Is"/>.
/// </summary>
public sealed record DrawDefinition
{
    /// <summary>The words to choose from; empty for a number.</summary>
    public ImmutableArray<string> OneOf { get; init; } = [];

    /// <summary>The smallest number; a template of earlier draws, so <c>"{{ pods }}"</c> is allowed. Null with words.</summary>
    public string? From { get; init; }

    /// <summary>The largest number.</summary>
    public string? To { get; init; }

    /// <summary>Numbers and words that it must not be: names of earlier draws, or values.</summary>
    public ImmutableArray<string> Not { get; init; } = [];

    /// <summary>No draw, but a name for a template: <c>"{{ pods | plus: 1 }}"</c>. Null for a draw.</summary>
    public string? Is { get; init; }
}
