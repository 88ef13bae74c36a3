using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Cli.Exercises.Desk;

/// <summary>What a learner reads of an exercise, with everything in place.</summary>
/// <param name="Text">The situation and the tasks. Markdown.</param>
/// <param name="Goal">What the learner can do afterwards.</param>
/// <param name="Questions">What is asked; without answers.</param>
internal sealed record ExerciseCard(string Text, string Goal, ImmutableArray<QuestionDefinition> Questions)
{
    /// <summary>Writes it for a learner.</summary>
    public static ExerciseCard Of(ExerciseDefinition exercise, Func<string, string> render) => new(
        render(exercise.Text).Trim(),
        render(exercise.Goal).Trim(),
        [.. exercise.Questions.Select(question => new QuestionDefinition
        {
            Id = question.Id,
            Ask = render(question.Ask).Trim(),
            Kind = question.Kind,
            Unit = question.Unit is null ? null : render(question.Unit),
            Options = [.. question.Options.Select(option => new OptionDefinition { Letter = option.Letter, Text = render(option.Text).Trim() })],
        })]);
}
