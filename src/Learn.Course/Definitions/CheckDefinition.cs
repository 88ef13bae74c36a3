using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>Something that must hold. Exactly one of <see cref="Traffic"/> to <see cref="Script"/> is given.</summary>
public sealed record CheckDefinition
{
    /// <summary>By which hints and attempts name it: lower-case letters, digits and hyphens.</summary>
    public string Id { get; init; } = "";

    /// <summary>What must hold, in a sentence: <c>The Service answers from all three Pods</c>.</summary>
    public string Title { get; init; } = "";

    /// <summary>Said before what was seen, if it fails; null for nothing.</summary>
    public string? Because { get; init; }

    /// <summary>Packets are really sent.</summary>
    public TrafficCheckDefinition? Traffic { get; init; }

    /// <summary>An object is as it must be.</summary>
    public ObjectCheckDefinition? Object { get; init; }

    /// <summary>Rules are there, or not, by what they mean.</summary>
    public RulesCheckDefinition? Rules { get; init; }

    /// <summary>A packet is walked through the rules that are in the kernel.</summary>
    public WalkCheckDefinition? Walk { get; init; }

    /// <summary>A kept connection or flow (<see cref="ActionDefinition.Hold"/>) sends again.</summary>
    public HeldCheckDefinition? Held { get; init; }

    /// <summary>A question was answered rightly: its id. The right answer and what is said stand with the question.</summary>
    public string? Answer { get; init; }

    /// <summary>A prediction was right: the experiment runs only when the guess is committed.</summary>
    public PredictionCheckDefinition? Predict { get; init; }

    /// <summary>A file with a check in C#, relative to the exercise: <c>checks/even.csx</c>.</summary>
    public string? Script { get; init; }

    /// <summary>The world is changed before the check, and put back after it: the answer must still hold.</summary>
    public ImmutableArray<ActionDefinition> After { get; init; } = [];
}
