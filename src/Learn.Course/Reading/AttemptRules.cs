namespace Learn.Course;

/// <summary>What an <c>attempt.yaml</c> keeps to.</summary>
internal sealed class AttemptRules(CourseFile file, ExerciseDefinition exercise)
{
    /// <summary>Checks it.</summary>
    public void Check(AttemptDefinition attempt, bool isWrong)
    {
        new ActionRules(file, Path.GetDirectoryName(file.FilePath)!).CheckAll("actions", attempt.Actions);
        foreach (string question in attempt.Answers.Keys.Where(id => exercise.Questions.All(question => question.Id != id)))
        {
            file.Add($"answers.{question}", $"the exercise has no such question{ListOf(exercise.Questions.Select(each => each.Id))}");
        }

        if (attempt.Fails is { } fails)
        {
            CheckFailure(file, exercise, "fails", fails);
        }
        else if (isWrong)
        {
            CommonRules.Missing(file, "fails", "which check must fail, and what the learner must be told: {check: …, says: …}");
        }

        if (!isWrong && attempt.Fails is not null)
        {
            file.Add("fails", "a solution does not fail");
        }
    }

    /// <summary>Checks how something is said to fail.</summary>
    public static void CheckFailure(CourseFile file, ExerciseDefinition exercise, string field, FailureDefinition fails)
    {
        CommonRules.Required(file, $"{field}.check", fails.Check);
        CommonRules.Required(file, $"{field}.says", fails.Says);
        if (fails.Check.Length > 0 && !fails.Check.Contains('{', StringComparison.Ordinal) && exercise.Checks.All(check => check.Id != fails.Check))
        {
            file.Add($"{field}.check", $"the exercise has no check \"{fails.Check}\"{ListOf(exercise.Checks.Select(each => each.Id))}");
        }
    }

    private static string ListOf(IEnumerable<string> ids) => $"; it has: {string.Join(", ", ids.DefaultIfEmpty("none"))}";
}
