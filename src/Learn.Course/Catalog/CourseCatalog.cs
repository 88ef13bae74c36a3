using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>All exercises and lessons of a course: a folder with <c>exercises/NN-name/exercise.yaml</c> and <c>notebooks/NN-name.{ipynb,yaml}</c>.</summary>
public sealed class CourseCatalog
{
    private CourseCatalog(string folder, ImmutableArray<Exercise> exercises, ImmutableArray<Lesson> lessons)
    {
        Folder = folder;
        Exercises = exercises;
        Lessons = lessons;
    }

    /// <summary>The course's folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The exercises, by number.</summary>
    public ImmutableArray<Exercise> Exercises { get; }

    /// <summary>The lessons, by number.</summary>
    public ImmutableArray<Lesson> Lessons { get; }

    /// <summary>Reads a course.</summary>
    /// <param name="folder">The course's folder.</param>
    /// <exception cref="CourseException">A file of it cannot be read; the message names file, line and field.</exception>
    public static CourseCatalog Load(string folder) => throw new NotImplementedException();

    /// <summary>
    /// The folder of the course that is meant: the environment variable <c>LEARN_COURSE</c>; or the nearest folder from <paramref name="start"/> upwards that has
    /// <c>exercises</c>; or <c>LEARN_HOME</c>.
    /// </summary>
    /// <exception cref="CourseException">There is none.</exception>
    public static string FindFolder(string start) => throw new NotImplementedException();

    /// <summary>An exercise by its number (<c>07</c>, <c>7</c>), its name (<c>wrong-selector</c>) or both (<c>07-wrong-selector</c>).</summary>
    /// <exception cref="CourseException">There is none; the message names those that are alike.</exception>
    public Exercise FindExercise(string id) => throw new NotImplementedException();

    /// <summary>A lesson, likewise.</summary>
    /// <exception cref="CourseException">There is none.</exception>
    public Lesson FindLesson(string id) => throw new NotImplementedException();
}
