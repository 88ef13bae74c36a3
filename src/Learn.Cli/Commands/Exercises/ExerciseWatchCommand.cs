using System.CommandLine;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise watch</c>: a check whenever a file is saved.</summary>
internal static class ExerciseWatchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var id = ExerciseCommand.IdOrOnly();
        var lab = ExerciseCommand.Lab();
        var command = new Command("watch", "Checks whenever you save a file of the exercise, until it is passed; Ctrl-C ends it.") { id, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var exercise = await ExerciseAtHand.FindAsync(parsed.GetValue(id), parsed.GetValue(lab), cancellationToken);
            return await new ExerciseWatch(exercise, Terminal.Create(output), error).RunAsync(cancellationToken);
        });
        return command;
    }
}
