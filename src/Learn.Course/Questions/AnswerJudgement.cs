namespace Learn.Course;

/// <summary>What is said to an answer.</summary>
/// <param name="IsRight">Whether it is right.</param>
/// <param name="Feedback">What is said: why, or what speaks against it. It never gives the right answer away to whoever is wrong.</param>
public sealed record AnswerJudgement(bool IsRight, string Feedback)
{
    /// <summary>Judges an answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="given">What the learner wrote.</param>
    /// <param name="right">The right answer, with everything in place.</param>
    /// <exception cref="CourseException">What the learner wrote is no answer of that kind; the message says what would be.</exception>
    public static AnswerJudgement Of(QuestionDefinition question, string given, string right) => throw new NotImplementedException();
}
