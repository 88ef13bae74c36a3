using System.CommandLine;
using Learn.Cli.Course;
using Learn.Course;

namespace Learn.Cli.Commands.Course;

/// <summary><c>learn course report</c>: how far a group is.</summary>
internal static class CourseReportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "The folder with the learners' files, as 'learn course progress --export' writes them." };
        var report = new GroupReport(output, error);
        var command = new Command("report", "Shows how far a group is: who passed what, where people got stuck, which guesses were right. Exit code 1 if a file cannot be read.") { folder, report.Html, report.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (learners, damaged) = ProgressFile.Read(FilesOf(parsed.GetRequiredValue(folder)));
            return await report.ShowAsync(learners, damaged, parsed, cancellationToken);
        });
        return command;
    }

    private static IReadOnlyList<ProgressFile> FilesOf(DirectoryInfo folder)
        => !folder.Exists ? throw new CourseException($"There is no folder {folder}.")
        : ProgressFile.In(folder) is { Count: > 0 } files ? files
        : throw new CourseException($"There is no progress file in {folder}: it takes what 'learn course progress --export FILE.yaml' writes.");
}
