using System.Text;
using Learn.Cli.Exercises.Desk;
using Learn.Course;

namespace Learn.Cli.Exercises;

/// <summary>What a learner reads of an exercise, as Markdown: in the terminal, and as <c>README.md</c> in the exercise's folder.</summary>
internal static class ExercisePage
{
    /// <summary>The page.</summary>
    public static string Write(Exercise exercise, ExerciseCard card)
    {
        var page = new StringBuilder();
        page.Append("# ").Append(exercise.Number).Append(" · ").Append(exercise.Definition.Title).Append("\n\n")
            .Append(Task(exercise.Definition.Kind)).Append(", about ").Append(exercise.Definition.Minutes).Append(" minutes. ").Append(card.Goal).Append("\n\n")
            .Append(card.Text).Append('\n');
        if (card.Questions.Length > 0)
        {
            page.Append("\n## Questions\n");
            foreach (var question in card.Questions)
            {
                page.Append("\n**").Append(question.Id).Append("** · ").Append(question.Ask).Append(" (").Append(AnswerSheet.Expects(question)).Append(")\n");
                page.Append(question.Options.Length == 0 ? "" : "\n");
                foreach (var option in question.Options)
                {
                    page.Append("- ").Append(option.Letter).Append(": ").Append(option.Text).Append('\n');
                }
            }
        }

        return page.ToString();
    }

    /// <summary>What is to be done in exercises of a kind.</summary>
    public static string Task(ExerciseKind kind) => kind switch
    {
        ExerciseKind.Write => "Write the manifest",
        ExerciseKind.Predict => "Predict",
        ExerciseKind.Repair => "Repair",
        ExerciseKind.Read => "Read and answer",
        ExerciseKind.Rules => "Write the rules",
        _ => "Explain",
    };
}
