using System.CommandLine;

namespace Learn.Cli.Commands.Course;

/// <summary><c>learn course</c>: progress in the course, and what its authors and leaders need.</summary>
internal static class CourseCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error) => new("course", "The course as a whole: your progress; for its authors and leaders: check it, add to it, hand it out, see how a group is doing.")
    {
        CourseProgressCommand.Create(output, error),
        CourseReportCommand.Create(output, error),
        CourseHandoutCommand.Create(output),
        CourseNewCommand.Create(output),
        CourseCheckCommand.Create(output, error),
    };

    /// <summary>The option for a page.</summary>
    public static Option<FileInfo?> Html() => new("--html") { Description = "Also writes a page that opens anywhere, without a network.", HelpName = "FILE" };

    /// <summary>The option for JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Prints JSON, and nothing else." };
}
