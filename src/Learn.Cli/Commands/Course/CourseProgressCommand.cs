using System.CommandLine;
using Learn.Cli.Course;
using Learn.Cli.Exercises;
using Learn.Course;

namespace Learn.Cli.Commands.Course;

/// <summary><c>learn course progress</c>: how far the learner is.</summary>
internal static class CourseProgressCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var html = CourseCommand.Html();
        var json = CourseCommand.Json();
        var export = new Option<FileInfo?>("--export") { Description = "Writes your progress file here, to take along or to give to whoever leads the workshop.", HelpName = "FILE" };
        var name = new Option<string?>("--name") { Description = "Says who you are: the leader's report shows it.", HelpName = "NAME" };
        var command = new Command("progress", "Shows how far you are. It is read from one file on this machine; nothing is sent anywhere.") { html, json, export, name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var store = ProgressStore.Default();
            var progress = parsed.GetValue(name) is { } who ? store.Change(before => before with { Learner = who.Trim() }) : store.Read();
            var standing = LearnerStanding.Of(ExerciseAtHand.LoadCourse(), progress);
            await output.WriteAsync(parsed.GetValue(json) ? CourseText.ToJson(standing) + "\n" : LearnerPage.WriteText(standing));
            if (parsed.GetValue(html) is { } page)
            {
                await LearnerPage.Write(standing, TimeProvider.System.GetLocalNow()).SaveAsync(page.FullName, cancellationToken);
                await error.WriteLineAsync($"As a page: {page}");
            }

            if (parsed.GetValue(export) is { } file)
            {
                new ProgressStore(file.FullName).Change(_ => progress);
                await error.WriteLineAsync($"Written: {file}{(progress.Learner.Length == 0 ? " (it does not say who you are; --name does)" : "")}");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
