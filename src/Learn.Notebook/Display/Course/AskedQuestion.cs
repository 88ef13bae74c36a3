using Learn.Course;

namespace Learn.Notebook;

/// <summary>A question as it is put to a learner.</summary>
/// <param name="Question">The question, with everything in place.</param>
/// <param name="Call">The cell that answers it, up to the answer: <c>#!answer 07 share</c>.</param>
internal sealed record AskedQuestion(QuestionDefinition Question, string Call)
{
    /// <summary>What was answered already; null if nothing was.</summary>
    public string? Given { get; init; }

    /// <summary>Whether it is a guess that an experiment will decide.</summary>
    public bool IsGuess { get; init; }

    /// <summary>How to answer.</summary>
    public string How => $"{Call} {CourseWords.Placeholder(Question)}";

    /// <summary>Writes it into a frame.</summary>
    public void WriteTo(HtmlOutput html)
    {
        html.Open("div", "ask").Open("div").Element("span", Question.Id, "name").Raw(MarkdownMarkup.InLine(Question.Ask)).Close("div");
        if (!Question.Options.IsDefaultOrEmpty)
        {
            html.Open("div", "choices");
            foreach (var option in Question.Options)
            {
                html.Element("b", option.Letter).Open("div").Raw(MarkdownMarkup.InLine(option.Text)).Close("div");
            }

            html.Close("div");
        }

        html.Open("div", "how").Text("Your answer: ").Element("code", How).Text(" – ").Raw(MarkdownMarkup.InLine(CourseWords.Answer(Question))).Close("div");
        if (Given is not null)
        {
            html.Open("div", "given").Text(IsGuess ? "Your guess so far: " : "Your answer so far: ").Element("code", Given).Close("div");
        }

        html.Close("div");
    }

    /// <summary>The same as text.</summary>
    public string ToText()
    {
        var lines = new List<string> { MarkdownPlain.Of($"{Question.Id}: {Question.Ask.Trim()}") };
        lines.AddRange((Question.Options.IsDefault ? [] : Question.Options).Select(option => MarkdownPlain.Wrap(MarkdownPlain.Of(option.Text), $"  {option.Letter}  ", 5)));
        lines.Add(MarkdownPlain.Wrap($"{How} ({CourseWords.Answer(Question)})", "  ", 2));
        if (Given is not null)
        {
            lines.Add($"  {(IsGuess ? "Your guess so far" : "Your answer so far")}: {Given}");
        }

        return string.Join('\n', lines);
    }
}
