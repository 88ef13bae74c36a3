using Learn.Course;

namespace Learn.Cli.Doctor.Course;

/// <summary>Whether the learner's progress can be read and written.</summary>
internal static class ProgressCheck
{
    private const string Id = "progress", Title = "your progress";

    /// <summary>Looks at the learner's own file.</summary>
    public static DoctorFinding Examine()
    {
        try
        {
            return Examine(ProgressStore.Default());
        }
        catch (CourseException problem)
        {
            return DoctorFinding.Lacking(DoctorArea.Course, Id, Title, problem.Message.Split('\n')[0], "export LEARN_PROGRESS=FILE, with a file that you may write");
        }
    }

    /// <summary>Looks at a file. Nothing in it is changed, and it is not made where there is none.</summary>
    /// <param name="store">The file.</param>
    public static DoctorFinding Examine(ProgressStore store)
    {
        int passed;
        try
        {
            passed = store.Read().Exercises.Values.Count(exercise => exercise.Passed is not null);
        }
        catch (CourseException problem)
        {
            return DoctorFinding.Lacking(DoctorArea.Course, Id, Title, problem.Message.Split('\n')[0], $"mend the file, or begin anew: mv {store.FilePath} {store.FilePath}.old");
        }

        return IsWritable(store.FilePath)
            ? DoctorFinding.Ready(DoctorArea.Course, Id, Title, $"{passed} exercise{(passed == 1 ? "" : "s")} passed, in {store.FilePath}{(File.Exists(store.FilePath) ? "" : " (made when you begin)")}")
            : DoctorFinding.Lacking(DoctorArea.Course, Id, Title, $"{store.FilePath} cannot be written", "export LEARN_PROGRESS=FILE, with a file that you may write");
    }

    // The file is replaced as a whole, so its folder is what must take one; or the first folder above that is there already.
    private static bool IsWritable(string file)
    {
        string? folder = Path.GetDirectoryName(file);
        while (folder is not null && !Path.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        try
        {
            File.Create(Path.Combine(folder ?? "/", $".learn-doctor-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
