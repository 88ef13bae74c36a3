namespace Learn.Course;

/// <summary>A lesson: a notebook and what goes with it. Its file is read when it is first asked for.</summary>
public sealed class Lesson
{
    private readonly Lazy<LessonDefinition> definition;

    /// <summary>A lesson whose definition is known.</summary>
    /// <param name="notebook">The notebook's path, absolute.</param>
    /// <param name="definition">What the file beside it says.</param>
    public Lesson(string notebook, LessonDefinition definition)
    {
        Notebook = notebook;
        this.definition = new Lazy<LessonDefinition>(definition);
    }

    /// <summary>The lesson of a notebook.</summary>
    /// <param name="notebook">The notebook's path, absolute. Beside it is a file of the same name that ends in <c>.yaml</c>.</param>
    public Lesson(string notebook)
    {
        Notebook = notebook;
        definition = new Lazy<LessonDefinition>(() => LessonReader.Read(Path.ChangeExtension(notebook, ".yaml")), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The notebook's path, absolute.</summary>
    public string Notebook { get; }

    /// <summary>What the file beside it says.</summary>
    /// <exception cref="CourseException">It cannot be read; the message names file, line and field, for everything that is wrong.</exception>
    public LessonDefinition Definition => definition.Value;

    /// <summary>Number and name: <c>02-three-pods</c>.</summary>
    public string Id => Path.GetFileNameWithoutExtension(Notebook);

    /// <summary>The number: <c>02</c>.</summary>
    public string Number => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>Number and title.</summary>
    public override string ToString() => $"{Number} {Definition.Title}";
}
