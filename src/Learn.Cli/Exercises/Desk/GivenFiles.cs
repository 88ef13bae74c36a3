using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Cli.Exercises.Desk;

/// <summary>The files that a learner is given with an exercise: manifests and scripts of its folder <c>start</c>, with what was drawn in place.</summary>
internal static class GivenFiles
{
    private static readonly string[] Endings = [".yaml", ".yml", ".sh"];

    /// <summary>The files, by name.</summary>
    /// <exception cref="CourseException">A template in one of them is wrong.</exception>
    public static ImmutableSortedDictionary<string, string> Of(DrawnExercise drawn)
        => drawn.Exercise.StartFiles().ToImmutableSortedDictionary(path => Path.GetFileName(path), path => drawn.Render(File.ReadAllText(path)), StringComparer.Ordinal);

    /// <summary>The manifests and scripts of a folder as they are, by name; none if there is no such folder.</summary>
    public static ImmutableSortedDictionary<string, string> Read(string folder) => !Directory.Exists(folder)
        ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        : Directory.EnumerateFiles(folder)
            .Where(path => Endings.Contains(Path.GetExtension(path)) && Path.GetFileName(path)[0] != '.')
            .ToImmutableSortedDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>Whether a file is run, not applied.</summary>
    public static bool IsScript(string name) => Path.GetExtension(name) == ".sh";
}
