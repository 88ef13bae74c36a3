using System.Text.Json;
using System.Text.Json.Serialization;

namespace Learn.Jupyter.CSharp;

/// <summary>The file that remembers what came of a request. It counts only while every file that it names is there.</summary>
internal sealed class RestoreMemory(string folder, string key)
{
    private readonly string path = Path.Combine(folder, key + ".json");

    public RestoreResult? Read()
    {
        try
        {
            var result = JsonSerializer.Deserialize(File.ReadAllBytes(path), RestoreMemoryJson.Default.RestoreResult);
            return result is not null && result.Assemblies.Concat(result.NativeLibraries).All(File.Exists) ? result : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(RestoreResult result)
    {
        try
        {
            var next = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(result, RestoreMemoryJson.Default.RestoreResult));
            File.Move(next, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it is asked again the next time.
        }
    }
}

/// <summary>Serialization without reflection.</summary>
[JsonSerializable(typeof(RestoreResult))]
internal sealed partial class RestoreMemoryJson : JsonSerializerContext;
