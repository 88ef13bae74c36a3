using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Completes and explains what stands in the lines of course cells: exercises, lessons, their questions, letters of answers.</summary>
internal static class CourseCompletion
{
    private static readonly string[] Outcomes = ["answered", "refused", "timeout"];

    /// <summary>Exercises, then what else may follow.</summary>
    /// <param name="question">The cursor.</param>
    /// <param name="hasQuestions">Whether a question and its answer follow.</param>
    /// <param name="options">Options of the line.</param>
    public static BlockCompletion Exercises(BlockQuestion question, bool hasQuestions = false, params IReadOnlyList<CellOption> options) => Quietly(question, course =>
    {
        var word = WordAtCursor.In(question.Text, question.Index);
        if (!question.IsInArguments)
        {
            return hasQuestions ? InLines(question, course) : BlockCompletion.None;
        }

        var before = word.Before.Where(each => !each.StartsWith('-')).ToList();
        return word.Begun.StartsWith('-') ? OptionCompletion.At(word, options, _ => [])
            : before.Count == 0 ? Ids(word, course.Exercises.Select(exercise => (exercise.Number, exercise.Id, exercise.Definition.Title)))
            : hasQuestions ? OfQuestions(word, before, course.FindExercise(before[0]).Definition.Questions)
            : OptionCompletion.At(word, options, _ => []);
    });

    /// <summary>Lessons, then their questions or predictions, then letters.</summary>
    /// <param name="question">The cursor.</param>
    /// <param name="of">The questions that are meant.</param>
    /// <param name="hasAnswer">Whether an answer follows.</param>
    public static BlockCompletion Lessons(BlockQuestion question, Func<LessonDefinition, IReadOnlyList<QuestionDefinition>> of, bool hasAnswer = true) => Quietly(question, course =>
    {
        var word = WordAtCursor.In(question.Text, question.Index);
        return !question.IsInArguments ? BlockCompletion.None
            : word.Before.Count == 0
                ? Ids(word, course.Lessons.Where(lesson => of(lesson.Definition).Count > 0).Select(lesson => (lesson.Number, lesson.Id, lesson.Definition.Title)))
            : word.Before.Count > 1 && !hasAnswer ? BlockCompletion.None
            : OfQuestions(word, word.Before, of(course.FindLesson(word.Before[0]).Definition));
    });

    /// <summary>What is known about the exercise or lesson in the line; otherwise how the cell is written.</summary>
    public static InspectionResult Explain(BlockQuestion question, ICellLanguage language, bool isLesson)
    {
        var usage = $"{language.Usage}\n{language.Summary}";
        try
        {
            var id = question.Block.Arguments.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            var about = id is null ? "" : isLesson ? About(question.Session.Course.Catalog.FindLesson(id)) : About(question.Session.Course.Catalog.FindExercise(id));
            return new InspectionResult(MimeBundle.Text(about + usage));
        }
        catch (CourseException)
        {
            return new InspectionResult(MimeBundle.Text(usage));
        }
    }

    private static string About(Exercise exercise) =>
        $"Exercise {exercise}\n{CourseWords.Of(exercise.Definition.Kind)}. About {exercise.Definition.Minutes} minutes.{Questions(exercise.Definition.Questions)}\n\n";

    private static string About(Lesson lesson) => $"Lesson {lesson}\n{MarkdownPlain.Of(lesson.Definition.Goal)}{Questions([.. lesson.Definition.Predictions, .. lesson.Definition.Questions])}\n\n";

    private static string Questions(IReadOnlyCollection<QuestionDefinition> questions) => questions.Count == 0 ? "" : $"\nIts questions: {string.Join(", ", questions.Select(each => each.Id))}.";

    // A number completes numbers, a name whole ids.
    private static BlockCompletion Ids(WordAtCursor word, IEnumerable<(string Number, string Id, string Title)> all)
    {
        var begun = word.Begun;
        var matches = all.Where(each => Starts(each.Number) || Starts(each.Id) || Starts(each.Id[(each.Number.Length + 1)..]))
            .Select(each => new CompletionMatch(Starts(each.Number) ? each.Number : each.Id, "module", each.Title)).ToList();
        return matches.Count == 0 ? BlockCompletion.None : new BlockCompletion(matches, word.Start, word.End);

        bool Starts(string text) => text.StartsWith(begun, StringComparison.OrdinalIgnoreCase);
    }

    private static BlockCompletion OfQuestions(WordAtCursor word, IReadOnlyList<string> before, IReadOnlyList<QuestionDefinition> questions) =>
        before.Count == 1 ? word.Complete(questions.Select(each => new CompletionMatch(each.Id, "variable", each.Ask.Trim())))
        : questions.FirstOrDefault(each => each.Id == before[1]) is { } asked ? word.Complete(Answers(asked))
        : BlockCompletion.None;

    // Lines of an answer cell: "share: 33".
    private static BlockCompletion InLines(BlockQuestion question, CourseCatalog course)
    {
        var lineStart = question.Text.LastIndexOf('\n', Math.Max(0, question.Index - 1), question.Index) + 1;
        var word = WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart).Shifted(lineStart);
        var questions = course.FindExercise(CourseWord.Read(question.Block.Arguments, "").Id).Definition.Questions;
        return word.Before.Count == 0
            ? word.Complete(questions.Select(each => new CompletionMatch(each.Id + ":", "variable", each.Ask.Trim())))
            : questions.FirstOrDefault(each => each.Id == word.Before[0].TrimEnd(':')) is { } asked ? word.Complete(Answers(asked)) : BlockCompletion.None;
    }

    private static IEnumerable<CompletionMatch> Answers(QuestionDefinition question) => question.Kind == QuestionKind.Outcome
        ? Outcomes.Select(each => new CompletionMatch(each, "keyword"))
        : (question.Options.IsDefault ? [] : question.Options).Select(option => new CompletionMatch(option.Letter, "keyword", option.Text.Trim()));

    // A question for completion is no place for errors of a course's files.
    private static BlockCompletion Quietly(BlockQuestion question, Func<CourseCatalog, BlockCompletion> find)
    {
        try
        {
            return find(question.Session.Course.Catalog);
        }
        catch (Exception problem) when (problem is CourseException or CellException)
        {
            return BlockCompletion.None;
        }
    }
}
