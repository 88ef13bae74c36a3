using System.CommandLine;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise reset</c>: an exercise from its beginning.</summary>
internal static class ExerciseResetCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var id = ExerciseCommand.IdOrOnly();
        var folder = ExerciseCommand.Folder();
        var lab = ExerciseCommand.Lab();
        var anew = new Option<bool>("--new") { Description = "Draws new names and numbers." };
        var command = new Command("reset", "Begins an exercise again: a fresh lab, and its files as they were. Your edits and answers in it are lost.") { id, folder, anew, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var exercise = await ExerciseAtHand.FindAsync(parsed.GetValue(id), parsed.GetValue(lab), cancellationToken);
            var start = new ExerciseStart(exercise, output, error);
            var place = start.FolderOf(parsed.GetValue(folder));
            await start.EndAsync(cancellationToken);
            if (parsed.GetValue(anew))
            {
                exercise.Session.Redraw();
            }
            else
            {
                exercise.ForgetAnswers();
            }

            return await start.RunAsync(place, everything: true, cancellationToken);
        });
        return command;
    }
}
