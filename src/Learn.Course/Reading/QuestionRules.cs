using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What questions keep to.</summary>
internal sealed class QuestionRules(CourseFile file)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    /// <summary>Checks a list of questions.</summary>
    /// <param name="list">Its key.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="needsAnswer">Whether one needs a right answer: predictions are decided by an experiment.</param>
    public void CheckAll(string list, ImmutableArray<QuestionDefinition> questions, Predicate<QuestionDefinition> needsAnswer)
    {
        CommonRules.Ids(file, questions.Select((question, index) => ($"{list}[{index}].id", question.Id)), ids);
        foreach (var (question, index) in questions.Select((question, index) => (question, index)))
        {
            Check($"{list}[{index}]", question, needsAnswer(question));
        }
    }

    private void Check(string field, QuestionDefinition question, bool needsAnswer)
    {
        CommonRules.Required(file, $"{field}.ask", question.Ask);
        if (!file.Has($"{field}.kind"))
        {
            CommonRules.Missing(file, $"{field}.kind", "choice, several, number, word, address or outcome");
        }

        if (needsAnswer && question.Answer is null)
        {
            CommonRules.Missing(file, $"{field}.answer", "the right answer, since no experiment (predict) decides this question");
        }

        if (question.Tolerance < 0 || (question.Tolerance > 0 && question.Kind != QuestionKind.Number))
        {
            file.Add($"{field}.tolerance", "only numbers have one, and it is not negative");
        }

        if (question.Kind is QuestionKind.Choice or QuestionKind.Several)
        {
            CheckOptions(field, question);
        }
        else if (question.Options.Length > 0)
        {
            file.Add($"{field}.options", "only questions of kind choice and several have options");
        }
    }

    private void CheckOptions(string field, QuestionDefinition question)
    {
        if (question.Options.Length < 2)
        {
            file.Add($"{field}.options", "expected two or more letters with their sentences");
        }

        var letters = new HashSet<string>(StringComparer.Ordinal);
        bool isTemplate = question.Answer?.Contains('{', StringComparison.Ordinal) != false;
        var right = isTemplate ? [] : AnswerForms.LettersIn(question.Answer!).ToHashSet();
        foreach (var (option, index) in question.Options.Select((option, index) => (option, index)))
        {
            string place = $"{field}.options[{index}]";
            if (option.Letter is not [>= 'a' and <= 'z'])
            {
                file.Add(place, $"expected one small letter, found \"{option.Letter}\"");
            }
            else if (!letters.Add(option.Letter))
            {
                file.Add(place, $"the letter {option.Letter} stands twice");
            }

            CommonRules.Required(file, $"{place}.text", option.Text);
            if (!isTemplate && option.Feedback.Length == 0 && !right.Contains(option.Letter))
            {
                file.Add(place, $"the wrong option {option.Letter} needs feedback: what speaks against it, and which experiment shows that");
            }
        }

        if (!isTemplate && (right.Count == 0 || !right.IsSubsetOf(letters) || (question.Kind == QuestionKind.Choice && right.Count != 1)))
        {
            file.Add($"{field}.answer", $"expected {(question.Kind == QuestionKind.Choice ? "one" : "some")} of {string.Join(", ", letters)}, found \"{question.Answer}\"");
        }
    }
}
