using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Learn.Course;

/// <summary>
/// Proves a lesson as far as its files tell: the definition is complete, its cells ask what the definition knows and in the right order, nothing is hidden in the
/// notebook, pictures speak. That the notebook runs is proved by running it, elsewhere.
/// </summary>
public static partial class LessonProof
{
    private const int FewestQuestions = 3;

    /// <summary>Shorter texts may stand in a notebook by accident.</summary>
    private const int TellingLength = 25;

    /// <summary>Proves it.</summary>
    public static ProofReport Of(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        long start = Stopwatch.GetTimestamp();
        var results = ImmutableArray.CreateBuilder<ProofResult>();
        LessonNotebook? notebook = null;
        Claim("its files can be read", () =>
        {
            _ = lesson.Definition;
            notebook = LessonNotebook.Read(lesson.Notebook);
            return [];
        });
        if (notebook is not null && results[0].Holds)
        {
            var asked = AskedIn(notebook);
            Claim("it asks three questions or more, and for a guess", () => CountProblems(lesson.Definition));
            Claim("ids of cells are unique and in small letters", () => IdProblems(notebook));
            Claim("cells ask what the definition knows, and all of it", () => AskProblems(lesson, asked));
            Claim("each guess is asked for before it is revealed", () => OrderProblems(lesson.Definition, asked));
            Claim("nothing is hidden in the notebook", () => HiddenProblems(lesson, notebook, asked));
            Claim("pictures have alt text", () => notebook.Cells.Where(cell => cell.IsMarkdown).Select(cell => PictureText.FirstWithout(cell.Source)).OfType<string>().Select(picture => $"not so: {picture}"));
            Claim("it has a key result", () => notebook.Cells.Any(cell => cell.Metadata.Contains("\"key-result\"", StringComparison.Ordinal)) ? [] : ["no cell has the tag key-result"]);
        }

        return new ProofReport(results.ToImmutable(), Stopwatch.GetElapsedTime(start));

        void Claim(string claim, Func<IEnumerable<string>> findProblems)
        {
            string detail;
            try
            {
                detail = string.Join("; ", findProblems());
            }
            catch (CourseException problem)
            {
                detail = problem.Message;
            }

            results.Add(new ProofResult(lesson.Id, claim, detail.Length == 0, detail));
        }
    }

    private static IEnumerable<string> CountProblems(LessonDefinition lesson)
    {
        if (lesson.Questions.Length < FewestQuestions)
        {
            yield return $"it asks {lesson.Questions.Length} questions";
        }

        if (lesson.Predictions.Length == 0)
        {
            yield return "it has no prediction";
        }
    }

    private static IEnumerable<string> IdProblems(LessonNotebook notebook)
        => notebook.Cells.GroupBy(cell => cell.Id).Where(group => group.Count() > 1).Select(group => $"the id \"{group.Key}\" stands {group.Count()} times")
            .Concat(notebook.Cells.Where(cell => !CellId().IsMatch(cell.Id)).Select(cell => $"the id \"{cell.Id}\" is not in small letters, digits and hyphens"));

    private static IEnumerable<string> AskProblems(Lesson lesson, List<Asked> asked)
    {
        var predictions = lesson.Definition.Predictions.Select(each => each.Id).ToList();
        var questions = lesson.Definition.Questions.Select(each => each.Id).ToList();
        foreach (var each in asked)
        {
            if (each.Lesson != lesson.Number && each.Lesson != lesson.Id)
            {
                yield return $"the cell {each.Cell} asks lesson {each.Lesson}";
            }
            else if (!(each.Verb == "question" ? questions : predictions).Contains(each.Id))
            {
                yield return $"the cell {each.Cell} names \"{each.Id}\", which the definition does not have";
            }
        }

        foreach (string id in predictions.Where(id => !Has(asked, "predict", id)).Concat(questions.Where(id => !Has(asked, "question", id))))
        {
            yield return $"no cell asks \"{id}\"";
        }

        foreach (string id in predictions.Where(id => !Has(asked, "reveal", id)))
        {
            yield return $"no cell reveals \"{id}\"";
        }
    }

    private static IEnumerable<string> OrderProblems(LessonDefinition lesson, List<Asked> asked)
        => from prediction in lesson.Predictions
           let revealed = asked.FindIndex(each => each.Verb == "reveal" && each.Id == prediction.Id)
           where revealed >= 0 && asked.FindIndex(each => each.Verb == "predict" && each.Id == prediction.Id) > revealed
           select $"\"{prediction.Id}\" is revealed first";

    private static IEnumerable<string> HiddenProblems(Lesson lesson, LessonNotebook notebook, List<Asked> asked)
    {
        foreach (var each in asked.Where(each => each.Verb is "predict" or "question" && each.Rest.Length > 0))
        {
            yield return $"the cell {each.Cell} answers itself: {each.Rest}";
        }

        foreach (var cell in notebook.Cells.Where(cell => cell.Source.Contains("<details", StringComparison.OrdinalIgnoreCase) || HidingKey().IsMatch(cell.Metadata)))
        {
            yield return $"the cell {cell.Id} hides something";
        }

        var secrets = lesson.Definition.Predictions.Concat(lesson.Definition.Questions).SelectMany(question => (string[])[question.Right, question.Wrong, .. question.Options.Select(option => option.Feedback)]);
        foreach (string secret in secrets.Where(secret => secret.Trim().Length >= TellingLength && notebook.Text.Contains(JsonForm(secret), StringComparison.Ordinal)))
        {
            yield return $"it has the feedback \"{secret.Trim()}\" in it";
        }
    }

    private static string JsonForm(string text) => text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static bool Has(List<Asked> asked, string verb, string id) => asked.Exists(each => each.Verb == verb && each.Id == id);

    private static List<Asked> AskedIn(LessonNotebook notebook)
        => [.. from cell in notebook.Cells
               where !cell.IsMarkdown
               from Match match in Asking().Matches(cell.Source)
               select new Asked(cell.Id, match.Groups["verb"].Value, match.Groups["lesson"].Value, match.Groups["id"].Value, match.Groups["rest"].Value.Trim())];

    private sealed record Asked(string Cell, string Verb, string Lesson, string Id, string Rest);

    [GeneratedRegex(@"^#!(?<verb>predict|reveal|question)[ \t]+(?<lesson>\S+)[ \t]+(?<id>\S+)(?<rest>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Asking();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CellId();

    [GeneratedRegex("source_hidden|outputs_hidden|hide[-_]|remove[-_](cell|input|output)")]
    private static partial Regex HidingKey();
}
