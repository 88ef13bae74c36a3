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

    /// <summary>Why an answer cannot be judged; null if it can.</summary>
    public static Finding? NotUnderstood(QuestionDefinition question, string given, string expected)
    {
        try
        {
            AnswerJudgement.Expect(question, given);
            return null;
        }
        catch (CourseException error)
        {
            return Finding.Failed(expected, $"Your answer cannot be understood: {error.Message}");
        }
    }

    /// <summary>Judges an answer.</summary>
    public static Finding Judge(QuestionDefinition question, string given, string right, string expected)
    {
        if (NotUnderstood(question, given, expected) is { } odd)
        {
            return odd;
        }

        var judgement = AnswerJudgement.Of(question, given, right);
        return judgement.IsRight
            ? Finding.Passed with { Remark = judgement.Feedback }
            : Finding.Failed(expected, $"The answer \"{given.Trim()}\" is not right") with { Remark = judgement.Feedback };
    }
}
