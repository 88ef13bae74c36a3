using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>An exercise as it lies in its folder. Its files are read when they are first asked for.</summary>
public sealed class Exercise
{
    /// <summary>The folder of a hand-out may come without these two.</summary>
    private const string SolutionFolder = "solution", WrongFolder = "wrong";

    private readonly Lazy<ExerciseDefinition> definition;

    /// <summary>An exercise whose definition is known.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="definition">What its <c>exercise.yaml</c> says.</param>
    public Exercise(string folder, ExerciseDefinition definition)
    {
        Folder = folder;
        this.definition = new Lazy<ExerciseDefinition>(definition);
    }

    /// <summary>An exercise in a folder.</summary>
    /// <param name="folder">The folder, absolute.</param>
    public Exercise(string folder)
    {
        Folder = folder;
        definition = new Lazy<ExerciseDefinition>(() => ExerciseReader.Read(folder), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>What its <c>exercise.yaml</c> says.</summary>
    /// <exception cref="CourseException">It cannot be read; the message names file, line and field, for everything that is wrong.</exception>
    public ExerciseDefinition Definition => definition.Value;

    /// <summary>Number and name: <c>07-wrong-selector</c>. The name of the folder.</summary>
    public string Id => Path.GetFileName(Folder);

    /// <summary>The number: <c>07</c>.</summary>
    public string Number => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>The solution; null in a hand-out that comes without.</summary>
    /// <exception cref="CourseException">Its <c>attempt.yaml</c> cannot be read.</exception>
    public Attempt? Solution()
    {
        string folder = Path.Combine(Folder, SolutionFolder);
        return Directory.Exists(folder) ? AttemptReader.Read(folder, Definition, isWrong: false) : null;
    }

    /// <summary>The wrong attempts that its author foresaw, by name; none in a hand-out that comes without.</summary>
    /// <exception cref="CourseException">An <c>attempt.yaml</c> cannot be read.</exception>
    public ImmutableArray<Attempt> WrongAttempts()
    {
        string folder = Path.Combine(Folder, WrongFolder);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(each => AttemptReader.Read(each, Definition, isWrong: true))]
            : [];
    }

    /// <summary>The files that the learner is given to edit (<c>start/</c>): manifests and scripts, templates still, in the order of their names.</summary>
    public ImmutableArray<string> StartFiles()
    {
        string folder = Path.Combine(Folder, "start");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Where(AttemptReader.CanBeApplied).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Number and title.</summary>
    public override string ToString() => $"{Number} {Definition.Title}";
}
