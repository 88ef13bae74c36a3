using System.Text.Json;

namespace Learn.Clients.Tests.NbConvert;

/// <summary>The file of a notebook that was run.</summary>
internal sealed class ExecutedNotebook(string file)
{
    private readonly JsonElement root = JsonElement.Parse(File.ReadAllText(file));

    /// <summary>The outputs of a cell.</summary>
    public IReadOnlyList<JsonElement> Outputs(string cellId) => [.. Cell(cellId).GetProperty("outputs").EnumerateArray()];

    /// <summary>The number beside a cell.</summary>
    public int Number(string cellId) => Cell(cellId).GetProperty("execution_count").GetInt32();

    /// <summary>All that a cell shows in one of the forms.</summary>
    public string Shown(string cellId, string form = "text/plain") => string.Join('\n', Outputs(cellId).SelectMany(output =>
        output.TryGetProperty("data", out var data) ? data.TryGetProperty(form, out var shown) ? [Text(shown)] : []
        : output.TryGetProperty("text", out var text) ? [Text(text)] : (IEnumerable<string>)[]));

    // Notebooks keep texts as lists of lines.
    private static string Text(JsonElement text) => text.ValueKind == JsonValueKind.Array ? string.Concat(text.EnumerateArray().Select(line => line.GetString())) : text.ToString();

    private JsonElement Cell(string id) => root.GetProperty("cells").EnumerateArray().Single(cell => cell.GetProperty("id").GetString() == id);
}
