using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What of a course is proved, and how.</summary>
public sealed record CourseProofOptions
{
    /// <summary>The exercises and lessons to prove, by id, number or name; empty for all, with coverage and links.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>The learner's seed for which exercises are proved in labs.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Another seed for which each solution must pass as well; null for none.</summary>
    public int? OtherSeed { get; init; }

    /// <summary>For how many seeds every text is rendered.</summary>
    public int TextSeeds { get; init; } = 12;

    /// <summary>False: nothing runs; only what can be told from the files is proved.</summary>
    public bool WithLabs { get; init; } = true;

    /// <summary>How long one lab may take for what is tried in it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How many labs run at the same time.</summary>
    public int LabsAtOnce { get; init; } = 2;
}
