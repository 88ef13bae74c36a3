using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Learn.Course;

/// <summary>A YAML file of a course while it is read: it remembers in which line each field stands, and collects what is wrong with it.</summary>
internal sealed class CourseFile
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly SortedSet<(int Line, int Order, string Text)> problems = [];
    private readonly string name;

    private CourseFile(string path, string name, YamlNode? root)
    {
        FilePath = path;
        this.name = name;
        Root = root;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>What is in it; null if it is empty.</summary>
    public YamlNode? Root { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">How messages call it.</param>
    /// <exception cref="CourseException">It is not there, or is not YAML.</exception>
    public static CourseFile Read(string path, string name)
    {
        try
        {
            return Parse(path, name, File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"{name} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The same for a text that was read already.</summary>
    /// <exception cref="CourseException">It is not YAML.</exception>
    public static CourseFile Parse(string path, string name, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count < 2
                ? new CourseFile(path, name, stream.Documents.FirstOrDefault()?.RootNode)
                : throw new CourseException($"{name}:{stream.Documents[1].RootNode.Start.Line}: a second document begins here; one file holds one.");
        }
        catch (YamlException problem)
        {
            string message = problem.InnerException?.Message ?? problem.Message;
            throw new CourseException($"{name}:{problem.Start.Line}: this is not YAML: {message.TrimEnd('.')}.{TabHint(text)}", problem);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // The parser gives up in these ways on some texts.
            throw new CourseException($"{name}: this is not YAML: {problem.Message}{TabHint(text)}", problem);
        }
    }

    /// <summary>Remembers where a field stands.</summary>
    public void Note(string field, YamlNode node) => lines[field] = (int)node.Start.Line;

    /// <summary>Whether a field was given.</summary>
    public bool Has(string field) => lines.ContainsKey(field);

    /// <summary>Notes a problem with a field; one that is not there is looked for where it should stand.</summary>
    /// <param name="field">The field: <c>checks[2].traffic.to</c>; empty for the file as a whole.</param>
    /// <param name="message">What is wrong, and what was expected.</param>
    public void Add(string field, string message)
    {
        string subject = field.Length == 0 ? "" : $"{field}: ";
        problems.Add((LineOf(field), problems.Count, $"{subject}{message}"));
    }

    /// <summary>Ends the reading.</summary>
    /// <exception cref="CourseException">Something was wrong: all of it, one problem a line.</exception>
    public void Finish()
    {
        if (problems.Count > 0)
        {
            throw new CourseException(string.Join('\n', problems.Select(problem => $"{name}:{problem.Line}: {problem.Text}")));
        }
    }

    private int LineOf(string field)
    {
        while (field.Length > 0)
        {
            if (lines.TryGetValue(field, out int line))
            {
                return line;
            }

            int end = field.EndsWith(']') ? field.LastIndexOf('[') : field.LastIndexOf('.');
            field = end < 0 ? "" : field[..end];
        }

        return Root is null ? 1 : (int)Root.Start.Line;
    }

    private static string TabHint(string text)
    {
        string[] all = text.Split('\n');
        int tab = Array.FindIndex(all, line => line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t'));
        return tab < 0 ? "" : $" Line {tab + 1} is indented with a tab; YAML allows only spaces there.";
    }
}
