using System.CommandLine;
using Learn.Cli.Course;
using Learn.Cli.Exercises;
using Learn.Course;

namespace Learn.Cli.Commands.Course;

/// <summary><c>learn course report</c>: how far a group is.</summary>
internal static class CourseReportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "The folder with the learners' files, as 'learn course progress --export' writes them." };
        var html = CourseCommand.Html();
        var json = CourseCommand.Json();
        var command = new Command("report", "Shows how far a group is: who passed what, where people got stuck, which guesses were right. Exit code 1 if a file cannot be read.") { folder, html, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (learners, damaged) = Read(parsed.GetRequiredValue(folder));
            var catalog = ExerciseAtHand.LoadCourse();
            var group = GroupStanding.Of(catalog, learners.Select(learner => LearnerStanding.Of(catalog, learner)));
            await output.WriteAsync(parsed.GetValue(json) ? CourseText.ToJson(new { group.Learners, group.Exercises, group.Lessons, damaged }) + "\n" : GroupPage.WriteText(group));
            if (parsed.GetValue(html) is { } page)
            {
                await GroupPage.Write(group, damaged, TimeProvider.System.GetLocalNow()).SaveAsync(page.FullName, cancellationToken);
                await error.WriteLineAsync($"As a page: {page}");
            }

            foreach (string file in damaged)
            {
                await error.WriteLineAsync($"learn: left out: {file}");
            }

            return damaged.Count == 0 ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }

    // Who did not say their name is called like their file.
    private static (IReadOnlyList<LearnerProgress> Learners, IReadOnlyList<string> Damaged) Read(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            throw new CourseException($"There is no folder {folder}.");
        }

        var learners = new List<LearnerProgress>();
        var damaged = new List<string>();
        string[] files = [.. folder.EnumerateFiles().Where(file => file.Extension is ".yaml" or ".yml" && file.Name[0] != '.').Select(file => file.FullName).Order(StringComparer.Ordinal)];
        foreach (string file in files)
        {
            try
            {
                var progress = new ProgressStore(file).Read();
                learners.Add(progress.Learner.Length > 0 ? progress : progress with { Learner = Path.GetFileNameWithoutExtension(file) });
            }
            catch (Exception error) when (error is CourseException or IOException or UnauthorizedAccessException)
            {
                damaged.Add(error.Message.Contains(Path.GetFileName(file), StringComparison.Ordinal) ? error.Message : $"{file}: {error.Message}");
            }
        }

        return files.Length > 0 ? (learners, damaged) : throw new CourseException($"There is no progress file in {folder}: it takes what 'learn course progress --export FILE.yaml' writes.");
    }
}
