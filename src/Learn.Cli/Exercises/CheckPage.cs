using Learn.Course;
using Spectre.Console;

namespace Learn.Cli.Exercises;

/// <summary>A check as a learner reads it in a terminal: what holds and what does not, and how to go on.</summary>
/// <param name="exercise">The exercise.</param>
/// <param name="console">Where it is written.</param>
internal sealed class CheckPage(ExerciseAtHand exercise, IAnsiConsole console)
{
    /// <summary>Writes it.</summary>
    public async Task WriteAsync(CheckOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Applied.Length > 0)
        {
            console.WriteLine($"Applied: {string.Join(", ", outcome.Applied)}");
        }

        CheckText.Write(console, exercise.Exercise, outcome.Report);
        if (outcome.Report.Passed)
        {
            await ExplainAsync(cancellationToken);
        }
        else if (!outcome.Report.IsBroken)
        {
            int failed = outcome.Progress.Tries.Count(one => one.Failed.Length > 0);
            console.WriteLine($"Help: ./learn exercise hint {exercise.Exercise.Number}" + (failed >= ExerciseSession.TriesBeforeSolution ? $"; the solution: ./learn exercise solution {exercise.Exercise.Number}" : ""));
        }
    }

    private async Task ExplainAsync(CancellationToken cancellationToken)
    {
        console.WriteLine();
        MarkdownText.Write(console, await exercise.Required().RenderAsync(exercise.Exercise.Definition.Explanation, cancellationToken));
        console.WriteLine();
        var next = exercise.Catalog.Exercises.SkipWhile(each => each.Id != exercise.Exercise.Id).Skip(1).FirstOrDefault();
        console.WriteLine($"./learn exercise stop {exercise.Exercise.Number} ends its lab." + (next is null ? "" : $" Next: ./learn exercise start {next.Number} · {next.Definition.Title}"));
    }
}
