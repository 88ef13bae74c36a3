namespace Learn.Course;

/// <summary>A lesson: a notebook and what goes with it.</summary>
/// <param name="Notebook">The notebook's path, absolute.</param>
/// <param name="Definition">What the file beside it says.</param>
public sealed record Lesson(string Notebook, LessonDefinition Definition)
{
    /// <summary>Number and name: <c>02-three-pods</c>.</summary>
    public string Id => Path.GetFileNameWithoutExtension(Notebook);

    /// <summary>The number: <c>02</c>.</summary>
    public string Number => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>Number and title.</summary>
    public override string ToString() => $"{Number} {Definition.Title}";
}
