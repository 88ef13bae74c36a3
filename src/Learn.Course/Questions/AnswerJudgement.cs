using System.Collections.Immutable;

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
    public static AnswerJudgement Of(QuestionDefinition question, string given, string right)
    {
        ArgumentNullException.ThrowIfNull(right);
        Expect(question, given);
        bool isRight = question.Kind switch
        {
            QuestionKind.Choice or QuestionKind.Several => AnswerForms.LettersIn(given).SequenceEqual(AnswerForms.LettersIn(right)),
            QuestionKind.Number => IsNear(AnswerForms.Number(given, question.Unit)!.Value, AnswerForms.Number(right, question.Unit) ?? throw Unusable(question, right, "a number"), question.Tolerance),
            QuestionKind.Address => AnswerForms.Address(given)!.Equals(AnswerForms.Address(right) ?? throw Unusable(question, right, "an address")),
            QuestionKind.Outcome => AnswerForms.Outcome(given) == (AnswerForms.Outcome(right) ?? throw Unusable(question, right, "an outcome")),
            _ => AnswerForms.Word(given) == AnswerForms.Word(right),
        };
        return new AnswerJudgement(isRight, AnswerFeedback.Of(question, given, right, isRight));
    }

    /// <summary>Sees that something is an answer of the kind that a question wants.</summary>
    /// <param name="question">The question.</param>
    /// <param name="given">What the learner wrote.</param>
    /// <exception cref="CourseException">It is not; the message says what would be.</exception>
    public static void Expect(QuestionDefinition question, string given)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(given);
        string shown = $"\"{given.Trim()}\"";
        string? problem = question.Kind switch
        {
            _ when given.Trim().Length == 0 => $"The answer to \"{question.Id}\" is empty. {Wanted(question)}",
            QuestionKind.Choice or QuestionKind.Several => LetterProblem(question, given),
            QuestionKind.Number when AnswerForms.Number(given, question.Unit) is null => $"{shown} is no number{Of(question.Unit)}. {Wanted(question)}",
            QuestionKind.Address when AnswerForms.Address(given) is null => $"{shown} is no IP address. {Wanted(question)}",
            QuestionKind.Outcome when AnswerForms.Outcome(given) is null => $"{shown} is no end of a request. {Wanted(question)}",
            _ => null,
        };
        if (problem is not null)
        {
            throw new CourseException(problem);
        }
    }

    private static string? LetterProblem(QuestionDefinition question, string given)
    {
        var letters = question.Options.Select(option => option.Letter).ToImmutableArray();
        var chosen = AnswerForms.LettersIn(given).ToList();
        bool isWord = chosen.Count > 1 && given.Trim().All(char.IsAsciiLetter) && !chosen.TrueForAll(letters.Contains);
        if (isWord || !AnswerForms.AreLetters(given))
        {
            return $"\"{given.Trim()}\" is none of the letters. {Wanted(question)}";
        }

        return chosen.FirstOrDefault(letter => !letters.Contains(letter)) is { } unknown ? $"There is no option {unknown}. {Wanted(question)}"
            : question.Kind == QuestionKind.Choice && chosen.Count > 1 ? $"Only one option is right, and you named {string.Join(" and ", chosen)}. {Wanted(question)}"
            : null;
    }

    private static string Wanted(QuestionDefinition question) => question.Kind switch
    {
        QuestionKind.Choice => $"Answer with one letter of {string.Join(", ", question.Options.Select(option => option.Letter))}.",
        QuestionKind.Several => $"Answer with all letters that are right, such as {string.Join(", ", question.Options.Take(2).Select(option => option.Letter))}.",
        QuestionKind.Number => $"Answer with a number such as 12{(question.Unit is null ? "" : question.Unit == "%" ? " or 12.5 %" : $" or 12 {question.Unit}")}.",
        QuestionKind.Address => "Answer with an address such as 192.0.2.1 or 2001:db8::1, without a port.",
        QuestionKind.Outcome => "Answer with answered, refused or timeout.",
        _ => "Answer with a word.",
    };

    private static string Of(string? unit) => unit is null or "%" ? "" : $" of {unit}";

    private static bool IsNear(double given, double right, double tolerance) => Math.Abs(given - right) <= tolerance + (1e-9 * Math.Max(1, Math.Abs(right)));

    private static CourseException Unusable(QuestionDefinition question, string right, string expected)
        => new($"The right answer to \"{question.Id}\" is \"{right}\", which is not {expected}: a mistake of the course, not yours.");
}
