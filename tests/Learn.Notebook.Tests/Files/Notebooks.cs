using System.Text.Json.Nodes;

namespace Learn.Notebook.Tests.Files;

/// <summary>Small notebooks.</summary>
internal static class Notebooks
{
    /// <summary>A notebook of code cells; <c>tag: text</c> gives a cell a tag.</summary>
    public static NotebookFile Of(params (string? Tag, string Source)[] cells)
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(cell => new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = 99,
                ["metadata"] = cell.Tag is null ? [] : new JsonObject { ["tags"] = new JsonArray(cell.Tag) },
                ["outputs"] = new JsonArray(new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = "of an earlier run" }),
                ["source"] = cell.Source,
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        };
        return NotebookFile.Parse(json.ToJsonString(), "test.ipynb");
    }

    public static NotebookFile OfCode(params string[] sources) => Of([.. sources.Select(source => ((string?)null, source))]);

    /// <summary>The outputs of a cell as compact JSON.</summary>
    public static string Outputs(this NotebookCell cell) => $"[{string.Join(',', cell.Outputs.Select(output => output.ToJsonString()))}]";
}
