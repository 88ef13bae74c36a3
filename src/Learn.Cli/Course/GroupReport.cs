using System.CommandLine;
using Learn.Cli.Commands.Course;
using Learn.Cli.Exercises;
using Learn.Course;

namespace Learn.Cli.Course;

/// <summary>Shows how far a group is, as text, as JSON and as a page: the common end of the commands that have found its learners.</summary>
/// <param name="output">Where the report goes.</param>
/// <param name="error">Where it is said what was left out, and where the page is.</param>
internal sealed class GroupReport(TextWriter output, TextWriter error)
{
    /// <summary>The option for a page.</summary>
    public Option<FileInfo?> Html { get; } = CourseCommand.Html();

    /// <summary>The option for JSON.</summary>
    public Option<bool> Json { get; } = CourseCommand.Json();

    /// <summary>Shows it.</summary>
    /// <param name="learners">The learners.</param>
    /// <param name="damaged">A sentence for each file that could not be read.</param>
    /// <param name="parsed">The command line, with the two options.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The exit code: not so if a file could not be read.</returns>
    public async Task<int> ShowAsync(IReadOnlyList<LearnerProgress> learners, IReadOnlyList<string> damaged, ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = ExerciseAtHand.LoadCourse();
        var group = GroupStanding.Of(catalog, learners.Select(learner => LearnerStanding.Of(catalog, learner)));
        await output.WriteAsync(parsed.GetValue(Json) ? CourseText.ToJson(new { group.Learners, group.Exercises, group.Lessons, damaged }) + "\n" : GroupPage.WriteText(group));
        if (parsed.GetValue(Html) is { } page)
        {
            await GroupPage.Write(group, damaged, TimeProvider.System.GetLocalNow()).SaveAsync(page.FullName, cancellationToken);
            await error.WriteLineAsync($"As a page: {page}");
        }

        foreach (string file in damaged)
        {
            await error.WriteLineAsync($"learn: left out: {file}");
        }

        return damaged.Count == 0 ? ExitCode.Done : ExitCode.NotSo;
    }
}
