using System.Diagnostics;
using System.Globalization;
using Learn.Course;

namespace Learn.Cli.Workshops;

/// <summary>
/// The user to whom a home folder belongs. What is done in a home is done as that user: files keep their owner, labs can be spoken to,
/// and a link that somebody laid there leads root nowhere.
/// </summary>
/// <param name="User">The user's number.</param>
/// <param name="Group">The group's number.</param>
internal sealed record HomeOwner(int User, int Group)
{
    /// <summary>Asks the file system.</summary>
    public static async Task<HomeOwner> OfAsync(string folder, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await LearnProgram.RunAsync(new ProcessStartInfo("stat", ["-c", "%u:%g", "--", folder]), cancellationToken);
        string[] numbers = output.Trim().Split(':');
        return exitCode == 0 && numbers.Length == 2
            ? new HomeOwner(int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture))
            : throw new CourseException($"It cannot be seen to whom {folder} belongs: {error.Trim()}");
    }

    /// <summary>Runs <c>learn</c> as this user, at home in a folder.</summary>
    /// <param name="home">The folder.</param>
    /// <param name="course">The course's folder.</param>
    /// <param name="arguments">The words behind <c>learn</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<(int ExitCode, string Output, string Error)> RunLearnAsync(string home, string course, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string[] words =
        [
            string.Create(CultureInfo.InvariantCulture, $"--reuid={User}"), string.Create(CultureInfo.InvariantCulture, $"--regid={Group}"), "--clear-groups", "--",
            LearnProgram.Host, LearnProgram.FilePath, .. arguments,
        ];
        var start = new ProcessStartInfo("setpriv", words) { WorkingDirectory = home };
        foreach (string name in new[] { "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LEARN_PROGRESS", "LEARN_LAB", "DOTNET_CLI_HOME" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = home;
        start.Environment["LEARN_COURSE"] = course;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return LearnProgram.RunAsync(start, cancellationToken);
    }
}
