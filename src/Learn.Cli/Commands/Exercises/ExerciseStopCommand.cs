using System.CommandLine;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise stop</c>: ends an exercise's lab.</summary>
internal static class ExerciseStopCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var id = ExerciseCommand.IdOrOnly();
        var lab = ExerciseCommand.Lab();
        var command = new Command("stop", "Ends an exercise's lab. Your files, answers and progress are kept.") { id, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var exercise = await ExerciseAtHand.FindAsync(parsed.GetValue(id), parsed.GetValue(lab), cancellationToken);
            if (exercise.Running is null)
            {
                await error.WriteLineAsync($"learn: exercise {exercise.Exercise.Number} does not run: there is no lab \"{exercise.LabName}\".");
                return ExitCode.NotSo;
            }

            await new ExerciseStart(exercise, output, error).EndAsync(cancellationToken);
            await output.WriteLineAsync($"The lab \"{exercise.LabName}\" is gone. Your files and answers are kept; ./learn exercise start {exercise.Exercise.Number} goes on.");
            return ExitCode.Done;
        });
        return command;
    }
}
