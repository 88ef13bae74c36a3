namespace Learn.Cli.Course;

/// <summary>A learner's own copy of the course that the tool carries: what stands in the tool's package is not for writing into.</summary>
internal static class CourseCopy
{
    /// <summary>What the copy is called, in the folder where it is made.</summary>
    public const string FolderName = "learn-course";

    /// <summary>Copies the course, whole or not at all.</summary>
    /// <param name="course">The course that is carried.</param>
    /// <param name="folder">Where to.</param>
    /// <returns>False if there is a copy already; it stays as it is.</returns>
    public static bool Make(string course, string folder)
    {
        if (Directory.Exists(Path.Combine(folder, "notebooks")))
        {
            return false;
        }

        if (Path.Exists(folder))
        {
            throw new LabException($"{folder} is there already and is no copy of the course. Go into another folder, or say which one to open: learn notebook FOLDER");
        }

        // Beside it, so that a copy that was cut off is never taken for the course.
        string unfinished = $"{folder}.{Environment.ProcessId}";
        try
        {
            Handout.Copy(course, unfinished, []);
            Directory.Move(unfinished, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            throw new LabException($"The course cannot be copied to {folder}: {error.Message} Go into a folder of yours, or say which one to open: learn notebook FOLDER");
        }

        return true;
    }
}
