using System.Collections.Immutable;
using System.Text.Json;

namespace Learn.Course;

/// <summary>The cells of a notebook, as far as a lesson's proof looks at them.</summary>
internal sealed record LessonNotebook(ImmutableArray<LessonNotebook.Cell> Cells, string Text)
{
    /// <summary>A cell.</summary>
    /// <param name="Id">Its id; empty if it has none.</param>
    /// <param name="IsMarkdown">Whether it is text.</param>
    /// <param name="Source">What stands in it.</param>
    /// <param name="Metadata">Its metadata as JSON.</param>
    internal sealed record Cell(string Id, bool IsMarkdown, string Source, string Metadata);

    /// <summary>Everything that is written in text cells.</summary>
    public string Markdown => string.Join("\n\n", Cells.Where(cell => cell.IsMarkdown).Select(cell => cell.Source));

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="CourseException">It is none.</exception>
    public static LessonNotebook Read(string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            using var document = JsonDocument.Parse(text);
            return new LessonNotebook([.. document.RootElement.GetProperty("cells").EnumerateArray().Select(ReadCell)], text);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            throw new CourseException($"{Path.GetFileName(path)} is no notebook that can be read: {problem.Message}", problem);
        }
    }

    private static Cell ReadCell(JsonElement cell)
    {
        var source = cell.GetProperty("source");
        return new Cell(
            cell.TryGetProperty("id", out var id) ? id.GetString() ?? "" : "",
            cell.GetProperty("cell_type").GetString() == "markdown",
            source.ValueKind == JsonValueKind.Array ? string.Concat(source.EnumerateArray().Select(line => line.GetString())) : source.GetString() ?? "",
            cell.TryGetProperty("metadata", out var metadata) ? metadata.GetRawText() : "{}");
    }
}
