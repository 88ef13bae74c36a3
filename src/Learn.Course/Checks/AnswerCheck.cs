namespace Learn.Course;

/// <summary>A question was answered rightly.</summary>
internal static class AnswerCheck
{
    /// <summary>Checks.</summary>
    public static Finding Run(string id, CheckContext context)
    {
        if (context.Answers.GetValueOrDefault(id) is not { } given || string.IsNullOrWhiteSpace(given))
        {
            return Finding.Unanswered($"An answer to the question \"{id}\"", "There is no answer yet");
        }

        var question = context.Drawn.Question(id, context.lab);
        string right = question.Answer ?? throw new CourseException($"The question \"{id}\" has no answer of its own; it belongs to a prediction.");
        return Judge(question, given, right, $"The right answer to the question \"{id}\"");
    }

    /// <summary>Judges an answer.</summary>
    public static Finding Judge(QuestionDefinition question, string given, string right, string expected)
    {
        AnswerJudgement judgement;
        try
        {
            judgement = AnswerJudgement.Of(question, given, right);
        }
        catch (CourseException error)
        {
            return Finding.Failed(expected, $"\"{given.Trim()}\" cannot be understood. {error.Message}");
        }

        return judgement.IsRight
            ? Finding.Passed with { Remark = judgement.Feedback }
            : Finding.Failed(expected, $"The answer \"{given.Trim()}\" is not right") with { Remark = judgement.Feedback };
    }
}
