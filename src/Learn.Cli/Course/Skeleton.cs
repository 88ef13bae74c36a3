using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Learn.Course;

namespace Learn.Cli.Course;

/// <summary>Makes a new exercise, a new lesson or a new course: one that works as it stands, to be changed piece by piece.</summary>
internal static partial class Skeleton
{
    private const string Prefix = "Learn.Cli.Skeleton/";
    private const int LargestNumber = 99;

    /// <summary>Makes a course with one exercise. What lies in the folder already stays as it is.</summary>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <returns>The folder of its exercise.</returns>
    /// <exception cref="CourseException">There is a course already, or the folder cannot be written to.</exception>
    public static string WriteCourse(string folder)
    {
        if (CourseCatalog.IsCourse(folder))
        {
            throw new CourseException($"{folder} is a course already: it has exercises. \"learn course new exercise NAME\" adds another one.");
        }

        try
        {
            Write("course/", file => Path.Combine(folder, file), "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"{folder} cannot become a course: {error.Message}", error);
        }

        return WriteExercise(CourseCatalog.Load(folder), "first-exercise");
    }

    /// <summary>Makes an exercise.</summary>
    /// <param name="course">The course.</param>
    /// <param name="name">Its name, without the number.</param>
    /// <returns>Its folder.</returns>
    /// <exception cref="CourseException">The name will not do, or is taken.</exception>
    public static string WriteExercise(CourseCatalog course, string name)
    {
        string id = IdFor(name, "exercise", [.. course.Exercises.Select(exercise => exercise.Id)]);
        string folder = Path.Combine(course.Folder, "exercises", id);
        Write("exercise/", file => Path.Combine(folder, file), id[..2]);
        return folder;
    }

    /// <summary>Makes a lesson.</summary>
    /// <param name="course">The course.</param>
    /// <param name="name">Its name, without the number.</param>
    /// <returns>Its notebook.</returns>
    /// <exception cref="CourseException">The name will not do, or is taken.</exception>
    public static string WriteLesson(CourseCatalog course, string name)
    {
        string id = IdFor(name, "lesson", [.. course.Lessons.Select(lesson => lesson.Id)]);
        string path = Path.Combine(course.Folder, "notebooks", id);
        Write("lesson/", file => path + Path.GetExtension(file), id[..2]);
        return path + ".ipynb";
    }

    private static string IdFor(string name, string what, IReadOnlyCollection<string> taken)
    {
        if (!Name().IsMatch(name))
        {
            throw new CourseException($"\"{name}\" cannot be the name of {(what[0] == 'e' ? "an" : "a")} {what}: lower-case letters, digits and hyphens, such as wrong-selector. The number comes by itself.");
        }

        if (taken.FirstOrDefault(id => id[3..] == name) is { } same)
        {
            throw new CourseException($"There is {same} already. Choose another name.");
        }

        int number = taken.Select(id => int.Parse(id.AsSpan(0, 2), CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1;
        return number <= LargestNumber
            ? string.Create(CultureInfo.InvariantCulture, $"{number:00}-{name}")
            : throw new CourseException($"The numbers are used up: there is {taken.Max(StringComparer.Ordinal)}.");
    }

    private static void Write(string kind, Func<string, string> pathOf, string number)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (string resource in assembly.GetManifestResourceNames().Where(each => each.StartsWith(Prefix + kind, StringComparison.Ordinal)))
        {
            string path = pathOf(resource[(Prefix.Length + kind.Length)..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            File.WriteAllText(path, reader.ReadToEnd().Replace("@NUMBER@", number, StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Name();
}
