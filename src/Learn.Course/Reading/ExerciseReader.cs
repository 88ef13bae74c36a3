namespace Learn.Course;

/// <summary>Reads an <c>exercise.yaml</c>.</summary>
internal static class ExerciseReader
{
    /// <exception cref="CourseException">It cannot be read; with everything that is wrong.</exception>
    public static ExerciseDefinition Read(string folder)
    {
        var file = CourseFile.Read(Path.Combine(folder, "exercise.yaml"), $"{Path.GetFileName(folder)}/exercise.yaml");
        var exercise = new DefinitionBinder(file).Bind<ExerciseDefinition>();
        new ExerciseRules(file, folder, exercise).Check();
        file.Finish();
        return exercise;
    }
}
