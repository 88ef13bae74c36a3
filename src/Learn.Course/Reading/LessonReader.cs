namespace Learn.Course;

/// <summary>Reads the file that goes with a lesson's notebook.</summary>
internal static class LessonReader
{
    /// <exception cref="CourseException">It cannot be read; with everything that is wrong.</exception>
    public static LessonDefinition Read(string path)
    {
        var file = CourseFile.Read(path, Path.GetFileName(path));
        var lesson = new DefinitionBinder(file).Bind<LessonDefinition>();
        Check(file, lesson);
        file.Finish();
        return lesson;
    }

    private static void Check(CourseFile file, LessonDefinition lesson)
    {
        CommonRules.Required(file, "title", lesson.Title);
        CommonRules.Required(file, "goal", lesson.Goal);
        CommonRules.Minutes(file, lesson.Minutes, 15, 30);
        var rules = new QuestionRules(file);
        rules.CheckAll("predictions", lesson.Predictions, needsAnswer: _ => false);
        rules.CheckAll("questions", lesson.Questions, needsAnswer: _ => true);
        foreach (var (need, index) in lesson.Needs.Select((need, index) => (need, index)).Where(pair => !CommonRules.IsNumber(pair.need)))
        {
            file.Add($"needs[{index}]", $"expected the number of a lesson, such as \"01\", found \"{need}\"");
        }
    }
}
