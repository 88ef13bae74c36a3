using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Notebook;

/// <summary>A stored notebook (.ipynb, nbformat 4). What is not understood here is kept as it is.</summary>
public sealed class NotebookFile
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 256 };
    private readonly JsonObject json;
    private readonly JsonArray cells;

    private NotebookFile(JsonObject json, JsonArray cells)
    {
        (this.json, this.cells) = (json, cells);
        Cells = [.. cells.Select(cell => new NotebookCell((JsonObject)cell!))];
    }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; private set; }

    /// <summary>The language that the notebook says its kernel has; null where it says nothing.</summary>
    public string? Language => TextAt("kernelspec", "language") ?? TextAt("language_info", "name");

    /// <summary>The name that menus show for its kernel; null where it says nothing.</summary>
    public string? KernelDisplayName => TextAt("kernelspec", "display_name");

    /// <summary>Its title: what its metadata says, or else its first heading; null where there is none.</summary>
    public string? Title => TextAt("title") ?? Cells.Where(cell => cell.Type == "markdown").SelectMany(cell => cell.Source.Split('\n'))
        .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();

    /// <summary>Held while outputs are written: tasks that cells leave running write later, too.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotebookFormatException">It is no notebook of a version that can be used.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<NotebookFile> LoadAsync(string path, CancellationToken cancellationToken = default) =>
        Parse(await File.ReadAllTextAsync(path, cancellationToken), path);

    /// <summary>Reads a notebook from its text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="NotebookFormatException">It is no notebook of a version that can be used.</exception>
    public static NotebookFile Parse(string text, string name)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text, documentOptions: Reading);
        }
        catch (JsonException e)
        {
            throw new NotebookFormatException($"{name} is no notebook: it is not JSON (line {e.LineNumber + 1}: {e.Message.Split(" LineNumber")[0]})");
        }

        if (node is not JsonObject json || json["nbformat"] is not JsonValue version || !version.TryGetValue<int>(out var major))
        {
            throw new NotebookFormatException($"{name} is no notebook: there is no number \"nbformat\" in it, which every .ipynb file has.");
        }

        if (major != 4)
        {
            throw new NotebookFormatException(major < 4
                ? $"{name} is a notebook of version {major}, from before 2015; version 4 is needed. Convert it: jupyter nbconvert --to notebook --nbformat 4 {name}"
                : $"{name} is a notebook of version {major}, which is newer than version 4 that is understood here.");
        }

        if (json["cells"] is not JsonArray cells)
        {
            throw new NotebookFormatException($"{name} is no notebook: there is no list \"cells\" in it.");
        }

        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not JsonObject cell || cell["cell_type"] is not JsonValue type || type.GetValueKind() != JsonValueKind.String || MultilineText.Read(cell["source"]) is null)
            {
                throw new NotebookFormatException($"{name} is damaged: cell {i + 1} of {cells.Count} needs a text \"cell_type\" and a text (or list of lines) \"source\".");
            }

            if (cell["source"] is JsonValue source)
            {
                // As Jupyter stores it.
                cell["source"] = MultilineText.Lines(source.GetValue<string>());
            }
        }

        return new NotebookFile(json, cells);
    }

    /// <summary>Makes it a notebook of which no cell was run.</summary>
    public void ClearOutputs()
    {
        lock (Gate)
        {
            foreach (var cell in Cells)
            {
                cell.Clear();
            }
        }
    }

    /// <summary>The notebook as Jupyter would store it.</summary>
    public override string ToString()
    {
        lock (Gate)
        {
            return NotebookJson.Write(json);
        }
    }

    /// <summary>Writes the notebook: a reader of the file sees it whole, before or after.</summary>
    /// <param name="path">The file; what it is a link to, where it is one.</param>
    /// <param name="cancellationToken">Gives up; the file is then as it was.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        var target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        var next = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllTextAsync(next, ToString(), new UTF8Encoding(false), cancellationToken);
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(next, File.GetUnixFileMode(target));
            }

            File.Move(next, target, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }

    /// <summary>Adds a code cell.</summary>
    /// <param name="index">Before which cell; the number of cells for the end.</param>
    /// <param name="source">What is written in it.</param>
    /// <param name="tag">Its tag.</param>
    internal void InsertCSharp(int index, string source, string tag)
    {
        var cell = new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = new JsonObject
            {
                // For every front end that asks the cell's metadata for its language.
                ["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" },
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" },
                ["tags"] = new JsonArray(tag),
            },
            ["outputs"] = new JsonArray(),
            ["source"] = MultilineText.Lines(source),
        };
        if (json["nbformat_minor"] is JsonValue minor && minor.TryGetValue<int>(out var number) && number >= 5)
        {
            cell["id"] = tag;
        }

        cells.Insert(index, cell);
        Cells = [.. cells.Select(each => new NotebookCell((JsonObject)each!))];
    }

    /// <summary>Removes the cells with a tag.</summary>
    internal void RemoveTagged(string tag)
    {
        foreach (var cell in Cells.Where(cell => cell.Tags.Contains(tag)))
        {
            cells.Remove(cell.Json);
        }

        Cells = [.. cells.Select(each => new NotebookCell((JsonObject)each!))];
    }

    /// <summary>Says which language the cells are in, where the notebook does not say it itself.</summary>
    internal void AddLanguageInfo(Jupyter.LanguageInfo info)
    {
        if (json["metadata"] is not JsonObject metadata)
        {
            json["metadata"] = metadata = [];
        }

        if (metadata["language_info"] is null)
        {
            metadata["language_info"] = new JsonObject
            {
                ["file_extension"] = info.FileExtension,
                ["mimetype"] = info.MimeType,
                ["name"] = info.Name,
                ["pygments_lexer"] = info.PygmentsLexer,
                ["version"] = info.Version,
            };
        }
    }

    private string? TextAt(params string[] names)
    {
        var node = json["metadata"];
        foreach (var name in names)
        {
            node = (node as JsonObject)?[name];
        }

        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
