namespace Learn.Course;

/// <summary>What the checks of an exercise keep to.</summary>
internal sealed class CheckRules(CourseFile file, string folder, ExerciseDefinition exercise)
{
    /// <summary>Checks them.</summary>
    public void CheckAll()
    {
        if (exercise.Checks.Length == 0)
        {
            CommonRules.Missing(file, "checks", "what must hold");
        }

        CommonRules.Ids(file, exercise.Checks.Select((check, index) => ($"checks[{index}].id", check.Id)), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (check, index) in exercise.Checks.Select((check, index) => (check, index)))
        {
            Check($"checks[{index}]", check);
        }
    }

    private void Check(string field, CheckDefinition check)
    {
        CommonRules.Required(file, $"{field}.title", check.Title);
        CheckParts(field, check);
        Needed(check.Traffic is { To: "" }, $"{field}.traffic.to");
        Needed(check.Walk is { To: "" }, $"{field}.walk.to");
        Needed(check.Object is { Is: "" }, $"{field}.object.is");
        Needed(check.Held is { Name: "" }, $"{field}.held.name");
        if (check.Rules is { } rules && rules is { Has: null, HasNot: null, Chain: null, AsWanted: false })
        {
            file.Add($"{field}.rules", "expected has, hasNot, chain or asWanted");
        }

        if (check.Script is { } script && !File.Exists(Path.Combine(folder, script)))
        {
            file.Add($"{field}.script", $"there is no file \"{script}\" in {Path.GetFileName(folder)}");
        }

        CheckQuestions(field, check);
        new ActionRules(file, folder).CheckAll($"{field}.after", check.After);
    }

    private void CheckParts(string field, CheckDefinition check)
    {
        (string Name, object? Value)[] parts =
        [
            ("traffic", check.Traffic), ("object", check.Object), ("rules", check.Rules), ("walk", check.Walk), ("held", check.Held), ("answer", check.Answer),
            ("predict", check.Predict), ("script", check.Script),
        ];
        var given = parts.Where(part => part.Value is not null).Select(part => part.Name).ToList();
        if (given.Count != 1)
        {
            file.Add(field, given.Count == 0 ? $"nothing is checked; expected one of {string.Join(", ", parts.Select(part => part.Name))}" : $"{string.Join(" and ", given)} are two checks; give each an id of its own");
        }
    }

    private void CheckQuestions(string field, CheckDefinition check)
    {
        if (check.Answer is { } answer && Question($"{field}.answer", answer) is { Answer: null })
        {
            file.Add($"{field}.answer", $"the question \"{answer}\" has no answer; with \"predict\" an experiment would decide it");
        }

        if (check.Predict is not { } predict)
        {
            return;
        }

        if (Question($"{field}.predict.question", predict.Question) is { Answer: not null })
        {
            file.Add($"{field}.predict.question", $"the question \"{predict.Question}\" has an answer already; what is predicted is decided by the experiment");
        }

        int experiments = (predict.Traffic is null ? 0 : 1) + (predict.Walk is null ? 0 : 1) + (predict.Run is null ? 0 : 1);
        if (experiments != 1)
        {
            file.Add($"{field}.predict", "expected one experiment that decides: traffic, walk or run");
        }

        Needed(predict.Traffic is { To: "" }, $"{field}.predict.traffic.to");
        Needed(predict.Walk is { To: "" }, $"{field}.predict.walk.to");
    }

    private QuestionDefinition? Question(string field, string id)
    {
        var found = exercise.Questions.FirstOrDefault(question => question.Id == id);
        if (found is null)
        {
            file.Add(field, $"the exercise has no question \"{id}\"; it has: {string.Join(", ", exercise.Questions.Select(question => question.Id).DefaultIfEmpty("none"))}");
        }

        return found;
    }

    private void Needed(bool isMissing, string field)
    {
        if (isMissing)
        {
            CommonRules.Missing(file, field);
        }
    }
}
