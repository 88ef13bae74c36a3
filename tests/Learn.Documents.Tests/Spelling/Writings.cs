using Learn.Architecture.Tests.Reading;
using Learn.Course;

namespace Learn.Documents.Tests.Spelling;

/// <summary>Everything that people read here: documents, the text of lessons, the words of exercises.</summary>
internal static class Writings
{
    // What is prose in an exercise's file; the rest is names, commands and values.
    private static readonly string[] ProseKeys = ["title", "goal", "text", "ask", "feedback", "right", "wrong", "nudge", "look", "because", "explanation"];

    /// <summary>Each by its name, as Markdown.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = ReadAll();

    private static Dictionary<string, string> ReadAll()
    {
        var course = CourseCatalog.Load(Repository.Root);
        return Documents.All.ToDictionary(document => document, Documents.Read)
            .Concat(course.Lessons.Select(lesson => KeyValuePair.Create($"lesson {lesson.Id}", LessonNotebook.Read(lesson.Notebook).Markdown)))
            .Concat(course.Exercises.Select(exercise => KeyValuePair.Create(
                $"exercise {exercise.Id}", string.Join("\n\n", DefinitionTexts.Of(exercise.Definition, "").Where(text => ProseKeys.Contains(text.Field[(text.Field.LastIndexOf('.') + 1)..])).Select(text => text.Text)))))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }
}
