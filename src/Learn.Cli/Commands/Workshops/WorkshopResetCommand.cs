using System.CommandLine;
using Learn.Cli.Course;
using Learn.Cli.Exercises;
using Learn.Cli.Workshops;
using Learn.Course;

namespace Learn.Cli.Commands.Workshops;

/// <summary><c>learn workshop reset</c>: brings everybody to the beginning of a lesson.</summary>
internal sealed class WorkshopResetCommand : Command
{
    private readonly Argument<DirectoryInfo[]> folders = new("HOME")
    {
        Description = "Learners' homes, or folders that hold homes (/home). Those of other users need root. Default: whoever runs it.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> number = new("--lesson") { Description = "The lesson at whose beginning everybody is to be, by number or name.", HelpName = "N", Required = true };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only says what would be done." };
    private readonly Option<bool> keepLabs = new("--keep-labs") { Description = "Leaves running labs alone." };

    private WorkshopResetCommand(TextWriter output, TextWriter error)
        : base("reset", "Brings everybody to the beginning of a lesson. Earlier lessons that were not worked on are marked as skipped; work on that lesson and later ones is put away, not deleted; labs are ended. Exit code 1 if it did not work for somebody.")
    {
        Add(folders);
        Add(number);
        Add(dryRun);
        Add(keepLabs);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, output, error, cancellationToken));
    }

    /// <summary>Makes the command.</summary>
    public static WorkshopResetCommand Create(TextWriter output, TextWriter error) => new(output, error);

    private async Task<int> RunAsync(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var catalog = ExerciseAtHand.LoadCourse();
        var lesson = catalog.FindLesson(parsed.GetRequiredValue(number));
        var reset = new LearnerReset(catalog, lesson, output) { IsDryRun = parsed.GetValue(dryRun), KeepsLabs = parsed.GetValue(keepLabs) };
        if (parsed.GetValue(folders) is not { Length: > 0 } asked)
        {
            await output.WriteLineAsync($"To the beginning of lesson {lesson}:");
            await reset.RunOwnAsync(cancellationToken);
            return ExitCode.Done;
        }

        var homes = LearnerHome.Find(asked);
        if (homes.Count == 0)
        {
            throw new CourseException($"There is no learner's home in {string.Join(", ", asked.Select(folder => folder.ToString()))}: a home in which somebody has learnt has the folder .local/share/learn.");
        }

        await output.WriteLineAsync($"To the beginning of lesson {lesson}, for {CourseText.Count(homes.Count, "learner", "learners")}:");
        int failed = 0;
        foreach (var home in homes)
        {
            await output.WriteLineAsync(home.Location);
            try
            {
                await ResetAsync(home, reset, catalog, lesson, output, cancellationToken);
            }
            catch (Exception problem) when (problem is CourseException or LabException or IOException or UnauthorizedAccessException)
            {
                failed++;
                await error.WriteLineAsync($"learn: {home.Name}: {problem.Message}");
            }
        }

        return failed == 0 ? ExitCode.Done : ExitCode.NotSo;
    }

    private static async Task ResetAsync(LearnerHome home, LearnerReset reset, CourseCatalog catalog, Lesson lesson, TextWriter output, CancellationToken cancellationToken)
    {
        var owner = await HomeOwner.OfAsync(home.Location, cancellationToken);
        var user = await HomeOwner.OfAsync("/proc/self", cancellationToken);
        if (owner.User == user.User)
        {
            await reset.RunAsync(home, cancellationToken);
            return;
        }

        if (!Environment.IsPrivilegedProcess)
        {
            throw new CourseException($"{home.Location} belongs to another user. Run it as root (sudo), or let the learner run it.");
        }

        string[] options = [.. new[] { (reset.IsDryRun, "--dry-run"), (reset.KeepsLabs, "--keep-labs") }.Where(option => option.Item1).Select(option => option.Item2)];
        var (exitCode, said, trouble) = await owner.RunLearnAsync(home.Location, catalog.Folder, ["workshop", "reset", "--lesson", lesson.Number, .. options], cancellationToken);
        await output.WriteAsync(string.Concat(said.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line + "\n")));
        if (exitCode != ExitCode.Done)
        {
            throw new CourseException($"{trouble.Trim()} (It ran as the user {owner.User}, who must be able to read {AppContext.BaseDirectory} and {catalog.Folder}.)");
        }
    }
}
