using System.CommandLine;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise hint</c> and <c>learn exercise solution</c>.</summary>
internal static class ExerciseHelpCommands
{
    /// <summary>Makes <c>learn exercise hint</c>.</summary>
    public static Command Hint(TextWriter output) => Create(
        "hint", "Helps with what failed last: a thought first, then what the check saw, then where to look.", output, (exercise, cancellation) => exercise.HintAsync(cancellation));

    /// <summary>Makes <c>learn exercise solution</c>.</summary>
    public static Command Solution(TextWriter output) => Create(
        "solution", "Shows the solution: after passing, or after three tries.", output, (exercise, cancellation) => exercise.SolutionAsync(cancellation));

    private static Command Create(string name, string description, TextWriter output, Func<ExerciseAtHand, CancellationToken, Task<string>> text)
    {
        var id = ExerciseCommand.IdOrOnly();
        var lab = ExerciseCommand.Lab();
        var command = new Command(name, description) { id, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var exercise = await ExerciseAtHand.FindAsync(parsed.GetValue(id), parsed.GetValue(lab), cancellationToken);
            MarkdownText.Write(Terminal.Create(output), await text(exercise, cancellationToken));
            return ExitCode.Done;
        });
        return command;
    }
}
