using System.CommandLine;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise check</c>: whether it is done.</summary>
internal static class ExerciseCheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output)
    {
        var id = ExerciseCommand.IdOrOnly();
        var lab = ExerciseCommand.Lab();
        var json = new Option<bool>("--json") { Description = "Prints the result as JSON, and nothing else." };
        var command = new Command("check", "Applies what you changed in the exercise's files, and checks. Exit code 1 if it is not passed.") { id, json, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var exercise = await ExerciseAtHand.FindAsync(parsed.GetValue(id), parsed.GetValue(lab), cancellationToken);
            var outcome = await CheckOutcome.OfAsync(exercise, cancellationToken);
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(CheckJson.Write(exercise.Exercise, outcome));
            }
            else
            {
                await new CheckPage(exercise, Terminal.Create(output)).WriteAsync(outcome, cancellationToken);
            }

            return outcome.Report.Passed ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }
}
