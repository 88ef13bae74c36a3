using Learn.Course;

namespace Learn.Cli.Doctor.Course;

/// <summary>Whether the course's exercises and lessons can be read.</summary>
internal static class CourseCheck
{
    private const string Id = "course", Title = "course";

    /// <summary>Reads them all.</summary>
    /// <param name="folder">Where the user stands.</param>
    public static DoctorFinding Examine(string folder)
    {
        CourseCatalog catalog;
        try
        {
            catalog = CourseCatalog.Load(CourseCatalog.FindFolder(folder));
        }
        catch (CourseException problem)
        {
            return DoctorFinding.Warning(DoctorArea.Course, Id, Title, Short(problem), "export LEARN_COURSE=DIR, with the folder that holds the course's exercises");
        }

        string[] problems =
        [
            .. catalog.Exercises.AsParallel().AsOrdered().Select(exercise => Problem(() => exercise.Definition)).OfType<string>(),
            .. catalog.Lessons.Select(lesson => Problem(() => lesson.Definition)).OfType<string>(),
        ];
        return problems.Length == 0
            ? DoctorFinding.Ready(DoctorArea.Course, Id, Title, $"{catalog.Exercises.Length} exercises and {catalog.Lessons.Length} lessons in {catalog.Folder}")
            : DoctorFinding.Lacking(DoctorArea.Course, Id, Title, $"{problems.Length} cannot be read: {problems[0]}", $"git -C {catalog.Folder} checkout -- exercises notebooks, or mend the file");
    }

    private static string? Problem<T>(Func<T> read)
    {
        try
        {
            read();
            return null;
        }
        catch (CourseException problem)
        {
            return Short(problem);
        }
    }

    private static string Short(CourseException problem) => problem.Message.Split('\n')[0].Trim();
}
