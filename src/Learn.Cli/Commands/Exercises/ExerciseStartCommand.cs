using System.CommandLine;
using Learn.Cli.Exercises;
using Learn.Course;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise start</c>: an exercise's lab in its start state, and the files to work on.</summary>
internal static class ExerciseStartCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var id = ExerciseCommand.Id();
        var folder = ExerciseCommand.Folder();
        var lab = ExerciseCommand.Lab();
        var anew = new Option<bool>("--new") { Description = "Draws new names and numbers; your answers are taken back." };
        var command = new Command("start", "Starts an exercise: a lab in its start state, a folder with the files to work on. What you have edited is kept.") { id, folder, anew, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var exercise = await ExerciseAtHand.FindAsync(parsed.GetRequiredValue(id), parsed.GetValue(lab), cancellationToken);
            var start = new ExerciseStart(exercise, output, error);
            if (exercise.Running is { } running && !parsed.GetValue(anew))
            {
                await start.ShowAsync(running, cancellationToken);
                await error.WriteLineAsync($"It was running already. For a fresh lab: ./learn exercise stop {exercise.Exercise.Number}, then start it again (your files are kept).");
                return ExitCode.Done;
            }

            var place = start.FolderOf(parsed.GetValue(folder));
            if (!parsed.GetValue(anew) || exercise.Session.Progress is null)
            {
                return await start.RunAsync(place, everything: false, cancellationToken);
            }

            if (place.EditedFiles(exercise.Session.Drawn()) is { Count: > 0 } edited)
            {
                throw new CourseException(
                    $"New numbers need new files, and you have edited {string.Join(", ", edited)} in {place.Shown}. ./learn exercise reset {exercise.Exercise.Number} --new replaces them; or choose another --folder.");
            }

            await start.EndAsync(cancellationToken);
            exercise.Session.Redraw();
            return await start.RunAsync(place, everything: true, cancellationToken);
        });
        return command;
    }
}
