using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>All exercises and lessons of a course: a folder with <c>exercises/NN-name/exercise.yaml</c> and <c>notebooks/NN-name.{ipynb,yaml}</c>.</summary>
public sealed partial class CourseCatalog
{
    private const string ExercisesFolder = "exercises", NotebooksFolder = "notebooks";

    private readonly Lazy<ImmutableSortedDictionary<int, Belief>> beliefs;

    private CourseCatalog(string folder, ImmutableArray<Exercise> exercises, ImmutableArray<Lesson> lessons)
    {
        Folder = folder;
        Exercises = exercises;
        Lessons = lessons;
        beliefs = new(() => BeliefReader.Read(Path.Combine(folder, ExercisesFolder, "beliefs.yaml")), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The course's folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The exercises, by number.</summary>
    public ImmutableArray<Exercise> Exercises { get; }

    /// <summary>The lessons, by number: notebooks with a file of the same name that ends in <c>.yaml</c>.</summary>
    public ImmutableArray<Lesson> Lessons { get; }

    /// <summary>What people believe of kube-proxy, by number: <c>exercises/beliefs.yaml</c>.</summary>
    /// <exception cref="CourseException">The file is missing or cannot be read.</exception>
    public ImmutableSortedDictionary<int, Belief> Beliefs => beliefs.Value;

    /// <summary>The folder of the course that came with the program, as the package of the learn tool brings it; null if none did.</summary>
    public static string? Carried => Path.Combine(AppContext.BaseDirectory, "course") is var folder && IsCourse(folder) ? folder : null;

    /// <summary>Finds what is in a course. The files of an exercise or a lesson are read when they are first asked for.</summary>
    /// <param name="folder">The course's folder.</param>
    /// <exception cref="CourseException">It is no course's folder, or two exercises have the same number.</exception>
    public static CourseCatalog Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder = Path.GetFullPath(folder);
        if (!IsCourse(folder))
        {
            throw new CourseException($"{folder} is no course: it has no {ExercisesFolder}/NN-name/exercise.yaml.");
        }

        var exercises = Numbered(Directory.EnumerateFiles(Path.Combine(folder, ExercisesFolder), "exercise.yaml", Below(1)).Select(file => Path.GetDirectoryName(file)!), "exercises");
        string notebooks = Path.Combine(folder, NotebooksFolder);
        var lessons = Directory.Exists(notebooks)
            ? Numbered(Directory.EnumerateFiles(notebooks, "*.ipynb").Where(notebook => File.Exists(Path.ChangeExtension(notebook, ".yaml"))), "lessons")
            : [];
        return new CourseCatalog(folder, [.. exercises.Select(each => new Exercise(each))], [.. lessons.Select(each => new Lesson(each))]);
    }

    /// <summary>
    /// The folder of the course that is meant: the environment variable <c>LEARN_COURSE</c>; or the nearest folder from <paramref name="start"/> upwards that has
    /// exercises in <c>exercises</c>; or <c>LEARN_HOME</c>; or the one that came with the program (<see cref="Carried"/>).
    /// </summary>
    /// <exception cref="CourseException">There is none.</exception>
    public static string FindFolder(string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (Environment.GetEnvironmentVariable("LEARN_COURSE") is { Length: > 0 } named)
        {
            return IsCourse(named) ? Path.GetFullPath(named) : throw new CourseException($"LEARN_COURSE names {named}, which is no course: it has no {ExercisesFolder}/NN-name/exercise.yaml.");
        }

        for (string? folder = Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (IsCourse(folder))
            {
                return folder;
            }
        }

        return Environment.GetEnvironmentVariable("LEARN_HOME") is { Length: > 0 } home && IsCourse(home)
            ? Path.GetFullPath(home)
            : Carried ?? throw new CourseException($"There is no course here: neither {start} nor a folder above it has {ExercisesFolder}/NN-name/exercise.yaml. Go into the course's folder, or name it in the variable LEARN_COURSE.");
    }

    /// <summary>Whether a folder holds a course: exercises, or the list of beliefs that exercises are written against.</summary>
    public static bool IsCourse(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string exercises = Path.Combine(folder, ExercisesFolder);
        return Directory.Exists(exercises) && (File.Exists(Path.Combine(exercises, "beliefs.yaml")) || Directory.EnumerateFiles(exercises, "exercise.yaml", Below(1)).Any());
    }

    /// <summary>An exercise by its number (<c>07</c>, <c>7</c>), its name (<c>wrong-selector</c>) or both (<c>07-wrong-selector</c>).</summary>
    /// <exception cref="CourseException">There is none; the message names those that are alike.</exception>
    public Exercise FindExercise(string id) => Find(Exercises, exercise => exercise.Id, id, "exercise");

    /// <summary>A lesson, likewise.</summary>
    /// <exception cref="CourseException">There is none.</exception>
    public Lesson FindLesson(string id) => Find(Lessons, lesson => lesson.Id, id, "lesson");

    private static EnumerationOptions Below(int levels) => new() { RecurseSubdirectories = true, MaxRecursionDepth = levels };

    private static List<string> Numbered(IEnumerable<string> paths, string what)
    {
        var found = paths.Where(path => NumberAndName().IsMatch(Path.GetFileNameWithoutExtension(path))).OrderBy(Path.GetFileName, StringComparer.Ordinal).ToList();
        var twice = found.GroupBy(path => Path.GetFileName(path)[..2]).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? found : throw new CourseException($"Two {what} have the number {twice.Key}: {string.Join(" and ", twice.Select(Path.GetFileName))}. Give one of them another.");
    }

    private static T Find<T>(ImmutableArray<T> all, Func<T, string> idOf, string id, string kind)
    {
        ArgumentNullException.ThrowIfNull(id);
        string wanted = id.Trim().ToLowerInvariant();
        wanted = wanted.Length == 1 && char.IsAsciiDigit(wanted[0]) ? $"0{wanted}" : wanted;
        foreach (var each in all)
        {
            string whole = idOf(each);
            if (wanted == whole || wanted == whole[..2] || wanted == whole[3..])
            {
                return each;
            }
        }

        var ids = all.Select(idOf).ToList();
        var alike = ids.Where(each => wanted.Length > 2 && each.Contains(wanted, StringComparison.Ordinal)).Take(3)
            .Append(Suggestion.Nearest(wanted, ids)).Append(ids.FirstOrDefault(each => each[3..] == Suggestion.Nearest(wanted, ids.Select(whole => whole[3..])))).OfType<string>().Distinct().ToList();
        throw new CourseException($"There is no {kind} \"{id}\". " + (alike.Count > 0 ? $"Did you mean {string.Join(" or ", alike)}?"
            : ids.Count == 0 ? $"This course has no {kind}s." : $"There are {ids[0][..2]} to {ids[^1][..2]}; name one by its number."));
    }

    [GeneratedRegex("^[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NumberAndName();
}
