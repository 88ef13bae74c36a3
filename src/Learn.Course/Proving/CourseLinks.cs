using System.Collections.Immutable;
using System.Diagnostics;

namespace Learn.Course;

/// <summary>Proves that the links in a course lead somewhere: in notebooks, in the texts of exercises and in the README files of both folders. What lies elsewhere is not asked.</summary>
public static class CourseLinks
{
    private static readonly ImmutableArray<string> ReadMes = ["exercises/README.md", "notebooks/README.md"];

    /// <summary>Proves it.</summary>
    public static ProofReport Of(CourseCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        long start = Stopwatch.GetTimestamp();
        ImmutableArray<ProofResult> results =
        [
            .. ReadMes.Select(file => Path.Combine(catalog.Folder, file)).Where(File.Exists).Select(file =>
                Prove(Path.GetRelativePath(catalog.Folder, file), Path.GetDirectoryName(file)!, () => File.ReadAllText(file))),
            .. catalog.Lessons.Select(lesson => Prove(lesson.Id, Path.GetDirectoryName(lesson.Notebook)!, () => LessonNotebook.Read(lesson.Notebook).Markdown)),
            .. catalog.Exercises.Select(exercise => Prove(exercise.Id, exercise.Folder, () => string.Join("\n\n", DefinitionTexts.Of(exercise.Definition, "").Select(text => text.Text)))),
        ];
        return new ProofReport(results, Stopwatch.GetElapsedTime(start));
    }

    private static ProofResult Prove(string subject, string folder, Func<string> read)
    {
        try
        {
            string markdown = read();
            var broken = MarkdownLinks.TargetsIn(markdown).Distinct().Select(target => Problem(target, folder, markdown)).OfType<string>().ToList();
            return new ProofResult(subject, "its links lead somewhere", broken.Count == 0, string.Join("; ", broken));
        }
        catch (CourseException problem)
        {
            return new ProofResult(subject, "its links lead somewhere", Holds: false, problem.Message);
        }
    }

    private static string? Problem(string target, string folder, string own)
    {
        // Other places, and what is only known when it is drawn.
        if (target.Contains(':', StringComparison.Ordinal) || target.Contains('{', StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = target.Split('#', 2);
        string path = Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(parts[0])));
        if (parts[0].Length > 0 && !Path.Exists(path))
        {
            return $"{target} leads nowhere";
        }

        string? text = parts[0].Length == 0 ? own : Path.GetExtension(path) switch
        {
            ".md" => File.ReadAllText(path),
            ".ipynb" => LessonNotebook.Read(path).Markdown,
            _ => null,
        };
        return parts.Length < 2 || text is null || MarkdownLinks.AnchorsIn(text).Contains(Uri.UnescapeDataString(parts[1])) ? null : $"{target}: there is no such heading";
    }
}
