using System.Text;
using System.Text.Json;
using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>The checks of an exercise, each with its state; in the end what follows from them.</summary>
/// <param name="Title">The exercise, in words.</param>
/// <param name="Results">The checks so far.</param>
internal sealed record CheckList(string Title, IReadOnlyList<CheckResult> Results)
{
    /// <summary>The media type of the machine's form.</summary>
    public const string MediaType = "application/vnd.learn.check+json";

    /// <summary>The whole report; null while checks are running.</summary>
    public CheckReport? Report { get; init; }

    /// <summary>How many checks there are.</summary>
    public int Total { get; init; }

    /// <summary>The learner's tries that counted; null if nobody counts.</summary>
    public int? Tries { get; init; }

    /// <summary>What it means, in a sentence.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>After passing: why it was so. Markdown.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>What can be run next.</summary>
    public IReadOnlyList<(string Call, string Does)> Calls { get; init; } = [];

    /// <summary>The lesson that tells more; null for none.</summary>
    public CourseLink? Lesson { get; init; }

    private string? State => Report is null ? null : Report.Passed ? "done" : Report.Results.Any(result => result.Verdict == CheckVerdict.Failed) ? "failed" : "open";

    /// <summary>A report by itself.</summary>
    public static CheckList Of(CheckReport report) => new($"Exercise {report.Exercise}", report.Results)
    {
        Report = report,
        Total = report.Results.Length,
        Verdict = report.Passed ? "Everything holds." : report.IsBroken ? "A check itself went wrong." : "Not everything holds.",
    };

    /// <summary>The list in its forms.</summary>
    public MimeBundle ToBundle()
    {
        var bundle = MimeBundle.Text(ToText()).With(Forms.Html, ToHtml());
        return Report is null ? bundle : bundle.With(MediaType, ToJson(Report));
    }

    private JsonElement ToJson(CheckReport report)
    {
        var json = CheckReportJson.Of(report);
        json.Insert(json.IndexOf("broken") + 1, "tries", Tries);
        return JsonSerializer.SerializeToElement(json);
    }

    private string ToHtml()
    {
        var html = CourseHtml.Begin(State).Open("div", "title").Text(Title).Close("div");
        if (Report is not null)
        {
            html.Sentence(Verdict);
        }

        foreach (var result in Results)
        {
            html.Open("div", "check").Element("div", CourseWords.Of(result.Verdict), $"state {CourseWords.Tone(result.Verdict)}").Open("div", "what").Words(result.Title).Close("div");
            var details = Details(result).ToList();
            if (details.Count > 0)
            {
                html.Open("dl");
                foreach (var (name, value, isCode) in details)
                {
                    html.Element("dt", name).Open("dd");
                    (isCode ? html.Element("code", value) : html.Words(value)).Close("dd");
                }

                html.Close("dl");
            }

            html.Close("div");
        }

        if (Report is null)
        {
            return html.Element("div", Waiting, "check muted").Finish();
        }

        if (Explanation.Length > 0)
        {
            html.Element("div", "Why it is so", "part").Said(Explanation);
        }

        if (Calls.Count > 0)
        {
            html.Element("div", "How to go on", "part").Calls(Calls);
        }

        return (Lesson is null ? html : html.Open("p").Text("The lesson: ").Raw(Lesson.ToHtml()).Close("p")).Finish();
    }

    private string ToText()
    {
        var text = new StringBuilder(Title);
        text.Append(Report is null ? "" : $"\n{MarkdownPlain.Of(Verdict)}");
        foreach (var result in Results)
        {
            text.Append('\n').Append(MarkdownPlain.Wrap(result.Title, CourseWords.Of(result.Verdict).PadRight(17), 17));
            foreach (var (name, value, isCode) in Details(result))
            {
                // Lines stay: what was seen may be a listing.
                foreach (var (line, index) in NotebookWords.Of(value).Trim().ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line, index)))
                {
                    var start = index == 0 ? $"    {name}: " : new string(' ', name.Length + 6);
                    text.Append('\n').Append(isCode ? start + line : MarkdownPlain.Wrap(line, start, name.Length + 6));
                }
            }
        }

        if (Report is null)
        {
            return text.Append('\n').Append(Waiting).ToString();
        }

        text.Append(Explanation.Length > 0 ? $"\n\nWhy it is so\n{MarkdownPlain.Of(Explanation)}" : "");
        text.Append(Calls.Count > 0 ? $"\n\nHow to go on:\n{CourseHtml.CallsText(Calls)}" : "");
        return text.Append(Lesson is null ? "" : $"\nThe lesson: {Lesson.Text}").ToString();
    }

    private string Waiting => $"Checking … {Results.Count} of {CourseWords.Counted(Total, "check is", "checks are")} done.";

    private static IEnumerable<(string Name, string Value, bool IsCode)> Details(CheckResult result)
    {
        var isWrong = result.Verdict is CheckVerdict.Failed or CheckVerdict.Unanswered or CheckVerdict.Broken;
        (string, string, bool)[] all =
        [
            ("Expected", isWrong ? result.Expected : "", false),
            (result.Verdict == CheckVerdict.Broken ? "Problem" : "Seen", isWrong ? result.Seen : "", false),
            ("Try it", isWrong ? CellOf(result.Experiment) : "", true),
            ("Remark", result.Remark, false),
        ];
        return all.Where(each => !string.IsNullOrWhiteSpace(each.Item2));
    }

    // An experiment is told as a cell, and below that as a command for terminals.
    private static string CellOf(string experiment)
    {
        var cells = experiment.Split('\n').Where(line => line.StartsWith("#!", StringComparison.Ordinal)).ToList();
        return cells.Count == 0 ? experiment : string.Join('\n', cells);
    }
}
