using Learn.Course;
using Learn.Notebook;

namespace Learn.Cli.Course;

/// <summary>A copy of the course for learners: without solutions, without wrong attempts, and with notebooks that show nothing yet.</summary>
internal static class Handout
{
    // Of an exercise; what else is there belongs to it.
    private static readonly string[] LeftOut = ["solution", "wrong"];

    private const string Words = """
        # The course, to work on

        Exercises and notebooks without solutions. Use them with the environment's command, from this folder or from elsewhere:

        ```sh
        export LEARN_COURSE={0}
        ./learn exercise list
        ./learn notebook "$LEARN_COURSE/notebooks"
        ```

        The checks run on your own machine, so what they need is here as well: `exercise.yaml` and the YAML files beside the notebooks hold answers, hints and explanations.
        Nobody stops you from reading them first. You would only take the fun out of it.

        """;

    /// <summary>Writes it.</summary>
    /// <returns>How many exercises and lessons it holds.</returns>
    /// <exception cref="CourseException">The folder is not empty, or lies in the course.</exception>
    public static async Task<(int Exercises, int Lessons)> WriteAsync(CourseCatalog course, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CourseException($"{folder} is not empty. Name a folder that does not exist yet: a hand-out is never mixed with something else.");
        }

        if (IsWithin(folder, Path.Combine(course.Folder, "exercises")) || IsWithin(folder, Path.Combine(course.Folder, "notebooks")))
        {
            throw new CourseException($"{folder} lies in the course itself. Name a folder elsewhere.");
        }

        // What belongs to the course beside its exercises: the beliefs that it puts to the test, an overview.
        string exercises = Path.Combine(course.Folder, "exercises");
        CopyFiles(exercises, Path.Combine(folder, "exercises"));
        foreach (var exercise in course.Exercises)
        {
            Copy(exercise.Folder, Path.Combine(folder, "exercises", exercise.Id), LeftOut);
        }

        // With the files that notebooks read, and the pages that they lead to.
        string notebooks = Path.Combine(folder, "notebooks");
        Copy(Path.Combine(course.Folder, "notebooks"), notebooks, []);
        foreach (var lesson in course.Lessons)
        {
            var notebook = await NotebookFile.LoadAsync(lesson.Notebook, cancellationToken);
            notebook.ClearOutputs();
            await notebook.SaveAsync(Path.Combine(notebooks, Path.GetFileName(lesson.Notebook)), cancellationToken);
        }

        string documents = Path.Combine(course.Folder, "docs");
        if (Directory.Exists(documents))
        {
            Copy(documents, Path.Combine(folder, "docs"), []);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), Words.Replace("{0}", folder, StringComparison.Ordinal), cancellationToken);
        return (course.Exercises.Length, course.Lessons.Length);
    }

    private static bool IsWithin(string folder, string other) => !Path.GetRelativePath(other, folder).StartsWith("..", StringComparison.Ordinal);

    /// <summary>Copies a folder with what is in it; hidden folders are left out, and on the first level those with the names given.</summary>
    internal static void Copy(string from, string to, IReadOnlyList<string> without)
    {
        CopyFiles(from, to);
        foreach (string folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is var name && !name.StartsWith('.') && !without.Contains(name)))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)), []);
        }
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
