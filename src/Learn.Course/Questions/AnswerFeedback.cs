namespace Learn.Course;

/// <summary>What is said to an answer. To whoever is wrong it says what speaks against the answer, never what the right one is.</summary>
internal static class AnswerFeedback
{
    /// <summary>The words.</summary>
    public static string Of(QuestionDefinition question, string given, string right, bool isRight)
    {
        var chosen = question.Kind is QuestionKind.Choice or QuestionKind.Several ? [.. AnswerForms.LettersIn(given)] : new List<string>();
        var options = question.Options.Where(option => chosen.Contains(option.Letter)).ToList();
        if (isRight)
        {
            return Join([.. options.Select(option => option.Feedback), question.Right], "That is right.");
        }

        var rightLetters = AnswerForms.LettersIn(right).ToHashSet();
        var wrongOnes = options.Where(option => !rightLetters.Contains(option.Letter)).ToList();
        return wrongOnes.Count == 0 && options.Count > 0
            ? Join([question.Wrong], "What you chose is true, but it is not all.")
            : Join([.. wrongOnes.Select(option => Named(option, options.Count)).Append(wrongOnes.Exists(option => option.Feedback.Length > 0) ? "" : question.Wrong), PercentNote(question, given)], "That is not right.");
    }

    private static string Named(OptionDefinition option, int chosen) => chosen > 1 && option.Feedback.Length > 0 ? $"{option.Letter}: {option.Feedback}" : option.Feedback;

    // Who writes 0.33 for a third means the right thing, often enough.
    private static string PercentNote(QuestionDefinition question, string given)
        => question is { Kind: QuestionKind.Number, Unit: "%" } && !given.Contains('%', StringComparison.Ordinal) && AnswerForms.Number(given, "%") is > 0 and < 1
            ? "Mind that the answer is in percent."
            : "";

    private static string Join(IEnumerable<string> sentences, string otherwise)
    {
        string joined = string.Join(' ', sentences.Where(sentence => sentence.Length > 0).Select(sentence => sentence.Trim()));
        return joined.Length > 0 ? joined : otherwise;
    }
}
