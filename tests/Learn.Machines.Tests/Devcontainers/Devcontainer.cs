using System.Text.Json;
using Learn.Machines.Tests.Containers;

namespace Learn.Machines.Tests.Devcontainers;

/// <summary>What <c>.devcontainer/devcontainer.json</c> asks for.</summary>
internal sealed class Devcontainer
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    private readonly JsonElement file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "devcontainer.json")), WithComments).RootElement;

    /// <summary>The capabilities that are added.</summary>
    public IReadOnlyList<string> AddedCapabilities => Strings("capAdd");

    /// <summary>The security options.</summary>
    public IReadOnlyList<string> SecurityOptions => Strings("securityOpt");

    /// <summary>The rights of the container: Docker's defaults and what the file adds.</summary>
    public ContainerRights Rights => ContainerRights.Docker.With(AddedCapabilities) with
    {
        IsFiltered = !SecurityOptions.Contains("seccomp=unconfined"),
        IsMasked = !SecurityOptions.Contains("systempaths=unconfined"),
    };

    /// <summary>The text of a field, or null.</summary>
    public string? Text(params IReadOnlyList<string> path)
    {
        var found = Find(path);
        return found is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }

    /// <summary>The texts of a list; none where there is no such field.</summary>
    public IReadOnlyList<string> Strings(params IReadOnlyList<string> path) =>
        Find(path) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    /// <summary>Whether there is a field of this name.</summary>
    public bool Has(string name) => file.TryGetProperty(name, out _);

    private JsonElement? Find(IReadOnlyList<string> path)
    {
        var current = file;
        foreach (var name in path)
        {
            if (!current.TryGetProperty(name, out current))
            {
                return null;
            }
        }

        return current;
    }
}
