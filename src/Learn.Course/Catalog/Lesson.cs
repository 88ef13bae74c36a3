using System.Collections.Immutable;

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

    /// <summary>A text of the lesson (an answer, feedback) with what the lab knows in place.</summary>
    /// <param name="template">The text.</param>
    /// <param name="lab">The lab; null for none: then a text that asks it is an error.</param>
    /// <exception cref="CourseException">The template is wrong, or the lab does not know what it asks.</exception>
    public string Render(string template, Lab? lab = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        try
        {
            return CourseTemplate.Render(template, ImmutableSortedDictionary<string, string>.Empty, lab is null ? new NoLab() : new LabAnswers(lab));
        }
        catch (CourseException problem)
        {
            throw new CourseException($"{Id}: {problem.Message}", problem);
        }
    }

    /// <summary>Number and title.</summary>
    public override string ToString() => $"{Number} {Definition.Title}";
}
