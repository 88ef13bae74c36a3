using Learn.Course;
using Learn.Documents.Tests.Blocks;

namespace Learn.Documents.Tests.Running;

/// <summary>Pieces of a course that a document shows, read as strictly as those of the course itself.</summary>
internal sealed class CourseBlocks(Reader reader)
{
    private const string Shown = "exercises/99-shown";

    private string Folder => Path.Combine(reader.Folder, Shown);

    public async Task<string?> ProblemAsync(DocumentBlock block)
    {
        try
        {
            switch (block.Mark.Kind)
            {
                case MarkKind.Exercise:
                    await reader.KeepAsync($"{Shown}/exercise.yaml", block.Text);
                    _ = new Exercise(Folder).Definition;
                    return null;
                case MarkKind.Attempt:
                    await reader.KeepAsync($"{Shown}/wrong/shown/attempt.yaml", block.Text);
                    return new Exercise(Folder).WrongAttempts().Length == 1 ? null : "it was not found as an attempt";
                default:
                    await reader.KeepAsync("notebooks/99-shown.yaml", block.Text);
                    _ = new Lesson(Path.Combine(reader.Folder, "notebooks/99-shown.ipynb")).Definition;
                    return null;
            }
        }
        catch (CourseException e)
        {
            return e.Message;
        }
    }
}
