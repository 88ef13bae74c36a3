using System.Text;
using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What a learner reads of an exercise that is running.</summary>
/// <param name="Exercise">The exercise.</param>
/// <param name="Goal">Its goal, with everything in place.</param>
/// <param name="Text">Its text, likewise.</param>
/// <param name="Questions">What is asked.</param>
internal sealed record ExerciseCard(Exercise Exercise, string Goal, string Text, IReadOnlyList<AskedQuestion> Questions)
{
    /// <summary>Said above everything: that it goes on, that it was passed before. Empty for nothing.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Its lesson, as a link; null for none.</summary>
    public CourseLink? Lesson { get; init; }

    private string Kind => $"{CourseWords.Of(Exercise.Definition.Kind)}. About {CourseWords.Counted(Exercise.Definition.Minutes, "minute", "minutes")}.";

    private IReadOnlyList<(string, string)> Calls =>
    [
        .. Questions.Count > 0 ? [($"#!answer {Exercise.Number} {Questions[0].Question.Id} …", "answers a question; as often as you like until you are right")] : Array.Empty<(string, string)>(),
        ($"#!check {Exercise.Number}", "tells whether everything holds"),
        ($"#!hint {Exercise.Number}", "helps a step further each time"),
        ($"#!reset {Exercise.Number}", "puts everything back as it is now"),
    ];

    /// <summary>The card in its forms.</summary>
    public MimeBundle ToBundle() => MimeBundle.Text(ToText()).With(Forms.Html, ToHtml());

    private string ToHtml()
    {
        var html = CourseHtml.Begin().Open("div", "title").Text($"Exercise {Exercise.Number}: {Exercise.Definition.Title}").Close("div").Open("div", "small").Text(Kind);
        if (Lesson is not null)
        {
            html.Text(" It belongs to lesson ").Raw(Lesson.ToHtml()).Text(".");
        }

        html.Close("div");
        if (Remark.Length > 0)
        {
            html.Sentence(Remark, "warn");
        }

        html.Sentence($"**Goal:** {Goal.Trim()}").Said(Text);
        if (Questions.Count > 0)
        {
            html.Element("div", Questions.Count == 1 ? "Question" : "Questions", "part");
            foreach (var question in Questions)
            {
                question.WriteTo(html);
            }
        }

        return html.Element("div", "How to go on", "part").Calls(Calls).Finish();
    }

    private string ToText()
    {
        var text = new StringBuilder().Append($"Exercise {Exercise.Number}: {Exercise.Definition.Title}\n").Append(MarkdownPlain.Wrap($"{Kind}{(Lesson is null ? "" : $" It belongs to lesson {Lesson.Text}.")}"));
        text.Append(Remark.Length > 0 ? $"\n{MarkdownPlain.Of(Remark)}" : "").Append('\n').Append(MarkdownPlain.Of($"Goal: {Goal.Trim()}"))
            .Append("\n\n").Append(MarkdownPlain.Of(Text));
        foreach (var question in Questions)
        {
            text.Append("\n\n").Append(question.ToText());
        }

        return text.Append("\n\nHow to go on:\n").Append(CourseHtml.CallsText(Calls)).ToString();
    }
}
