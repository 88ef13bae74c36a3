using System.Globalization;
using Learn.Course;

namespace Learn.Cli.Workshops;

/// <summary>The folder that takes what a reset puts away: the progress file as it was, and a learner's files. Nothing in it is ever deleted by us.</summary>
/// <param name="location">The folder, which is made when something comes into it.</param>
internal sealed class PutAway(string location)
{
    private const string Words = """
        What was put away when the leader of the workshop brought everybody to lesson {0}. Nothing was deleted.

        progress.yaml is your progress as it was. To go back to it: copy it over {1}
        The other files are yours: they lay where their names here say, below your home folder. Move them back if you want them.

        """;

    /// <summary>The folder.</summary>
    public string Location => location;

    /// <summary>A folder of its own for this reset, beside a progress file.</summary>
    /// <param name="store">The progress.</param>
    /// <param name="lesson">The lesson to which the learner is brought.</param>
    public static PutAway Beside(ProgressStore store, Lesson lesson) => new(Path.Combine(
        Path.GetDirectoryName(store.FilePath)!,
        "put-away",
        $"{store.Clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}-lesson-{lesson.Number}"));

    /// <summary>Copies the progress file into it, with words that say how to get everything back.</summary>
    public void Keep(ProgressStore store, Lesson lesson)
    {
        Directory.CreateDirectory(location);
        if (File.Exists(store.FilePath))
        {
            File.Copy(store.FilePath, Path.Combine(location, "progress.yaml"));
        }

        File.WriteAllText(Path.Combine(location, "README.txt"), Words.Replace("{0}", lesson.Number, StringComparison.Ordinal).Replace("{1}", store.FilePath, StringComparison.Ordinal));
    }

    /// <summary>Moves a file or a folder into it.</summary>
    /// <param name="path">What is moved.</param>
    /// <param name="home">The home folder, below which its name here begins.</param>
    public void Take(string path, string home)
    {
        string relative = Path.GetRelativePath(home, path);
        string target = Path.Combine(location, relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFileName(path) : relative);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (Directory.Exists(path))
        {
            Move(path, target);
        }
        else
        {
            File.Move(path, target);
        }
    }

    // A folder on another file system cannot be renamed into ours.
    private static void Move(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
        }
        catch (IOException)
        {
            Copy(from, to);
            Directory.Delete(from, recursive: true);
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
