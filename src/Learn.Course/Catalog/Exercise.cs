namespace Learn.Course;

/// <summary>An exercise as it lies in its folder.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Definition">What its <c>exercise.yaml</c> says.</param>
public sealed record Exercise(string Folder, ExerciseDefinition Definition)
{
    /// <summary>Number and name: <c>07-wrong-selector</c>. The name of the folder.</summary>
    public string Id => Path.GetFileName(Folder);

    /// <summary>The number: <c>07</c>.</summary>
    public string Number => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>Number and title.</summary>
    public override string ToString() => $"{Number} {Definition.Title}";
}
