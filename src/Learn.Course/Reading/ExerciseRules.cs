using System.Text.RegularExpressions;

namespace Learn.Course;

/// <summary>What an <c>exercise.yaml</c> keeps to, beyond keys and kinds of values.</summary>
internal sealed partial class ExerciseRules(CourseFile file, string folder, ExerciseDefinition exercise)
{
    private const int LongestTitle = 60;

    /// <summary>Checks it.</summary>
    public void Check()
    {
        CommonRules.Required(file, "title", exercise.Title, LongestTitle);
        CommonRules.Required(file, "goal", exercise.Goal);
        CommonRules.Required(file, "text", exercise.Text);
        CommonRules.Required(file, "explanation", exercise.Explanation);
        CommonRules.Minutes(file, exercise.Minutes, 3, 30);
        if (!file.Has("kind"))
        {
            CommonRules.Missing(file, "kind", "write, predict, repair, read, rules or explain");
        }

        CheckNeeds();
        CheckDraws();
        if (exercise.Lab is { } lab && !File.Exists(Path.Combine(folder, lab)))
        {
            file.Add("lab", $"there is no file \"{lab}\" in {Path.GetFileName(folder)}");
        }

        new ActionRules(file, folder).CheckAll("start", exercise.Start);
        var predicted = exercise.Checks.Select(check => check.Predict?.Question).ToHashSet();
        new QuestionRules(file).CheckAll("questions", exercise.Questions, question => !predicted.Contains(question.Id));
        new CheckRules(file, folder, exercise).CheckAll();
        CheckHints();
        AttemptRules.CheckFailure(file, exercise, "fails", exercise.Fails);
    }

    private void CheckNeeds()
    {
        if (exercise.Lesson is { } lesson && !CommonRules.IsNumber(lesson))
        {
            file.Add("lesson", $"expected the number of a lesson, such as \"05\", found \"{lesson}\"");
        }

        foreach (var (need, index) in exercise.Needs.Select((need, index) => (need, index)).Where(pair => !Need().IsMatch(pair.need)))
        {
            file.Add($"needs[{index}]", $"expected \"lesson 03\" or \"exercise 02\", found \"{need}\"");
        }
    }

    private void CheckDraws()
    {
        foreach (var (name, draw) in exercise.Draw)
        {
            string field = $"draw.{name}";
            if (!DrawName().IsMatch(name))
            {
                file.Add(field, "a name begins with a letter and has letters, digits and underscores only: a hyphen would be a minus in templates");
            }

            bool isNumber = draw.From is not null || draw.To is not null;
            int kinds = (draw.OneOf.Length > 0 ? 1 : 0) + (isNumber ? 1 : 0) + (draw.Is is null ? 0 : 1);
            if (kinds != 1 || (isNumber && (draw.From is null || draw.To is null)))
            {
                file.Add(field, "expected oneOf, or from and to, or is");
            }
            else if (draw.Is is not null && draw.Not.Length > 0)
            {
                file.Add($"{field}.not", "what is not drawn cannot be told what it must not be");
            }
        }
    }

    private void CheckHints()
    {
        foreach (var (hint, index) in exercise.Hints.Select((hint, index) => (hint, index)))
        {
            string field = $"hints[{index}]";
            CommonRules.Required(file, $"{field}.nudge", hint.Nudge);
            CommonRules.Required(file, $"{field}.look", hint.Look);
            if (hint.Check is { } check && exercise.Checks.All(each => each.Id != check))
            {
                file.Add($"{field}.check", $"the exercise has no check \"{check}\"; it has: {string.Join(", ", exercise.Checks.Select(each => each.Id))}");
            }
        }

        foreach (var twice in exercise.Hints.Select((hint, index) => (hint.Check, index)).GroupBy(pair => pair.Check).Where(group => group.Count() > 1))
        {
            file.Add($"hints[{twice.Last().index}]", twice.Key is null ? "there is a hint for every other check already" : $"the check \"{twice.Key}\" has a hint already");
        }
    }

    [GeneratedRegex("^(lesson|exercise) [0-9]{2}$")]
    private static partial Regex Need();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_]*$")]
    private static partial Regex DrawName();
}
