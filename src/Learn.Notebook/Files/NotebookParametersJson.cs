using System.Text.Json.Serialization;

namespace Learn.Notebook;

/// <summary>Serialization without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class NotebookParametersJson : JsonSerializerContext;
