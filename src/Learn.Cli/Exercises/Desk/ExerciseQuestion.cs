using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Learn.Cli.Exercises.Desk;

/// <summary>What the commands of <c>learn exercise</c> ask the process that keeps the exercise's lab.</summary>
[JsonDerivedType(typeof(About), "about")]
[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Render), "render")]
[JsonDerivedType(typeof(Check), "check")]
[JsonDerivedType(typeof(Hint), "hint")]
[JsonDerivedType(typeof(Solution), "solution")]
[JsonDerivedType(typeof(Solve), "solve")]
internal abstract record ExerciseQuestion
{
    /// <summary>Which exercise it is. Answered with <see cref="ExerciseAnswer.About"/>.</summary>
    public sealed record About : ExerciseQuestion;

    /// <summary>What the learner reads. Answered with <see cref="ExerciseAnswer.Card"/>.</summary>
    public sealed record Card : ExerciseQuestion;

    /// <summary>Puts what was drawn, and what the lab knows, into texts. Answered with <see cref="ExerciseAnswer.Texts"/>.</summary>
    /// <param name="Templates">The texts.</param>
    public sealed record Render(ImmutableArray<string> Templates) : ExerciseQuestion;

    /// <summary>Applies what changed in the learner's files, and checks. Answered with <see cref="ExerciseAnswer.Report"/>.</summary>
    /// <param name="Answers">The learner's answers, by question.</param>
    /// <param name="Files">The learner's files as they are now, by name.</param>
    public sealed record Check(ImmutableSortedDictionary<string, string> Answers, ImmutableSortedDictionary<string, string> Files) : ExerciseQuestion;

    /// <summary>The next hint, which may ask the lab. Answered with one of <see cref="ExerciseAnswer.Texts"/>.</summary>
    /// <param name="ProgressFile">The file with the learner's progress.</param>
    public sealed record Hint(string ProgressFile) : ExerciseQuestion;

    /// <summary>The solution in words, if it may be seen. Answered with one of <see cref="ExerciseAnswer.Texts"/>.</summary>
    /// <param name="ProgressFile">The file with the learner's progress.</param>
    public sealed record Solution(string ProgressFile) : ExerciseQuestion;

    /// <summary>Does what the solution does: for measurements. Answered with <see cref="ExerciseAnswer.Answers"/>.</summary>
    public sealed record Solve : ExerciseQuestion;
}
