using System.Text.Json;
using k8s;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>What <c>kubectl wait --for</c> waits for.</summary>
internal sealed class WaitCondition
{
    private readonly Func<JsonElement, bool>? isMet;

    private WaitCondition(Func<JsonElement, bool>? isMet) => this.isMet = isMet;

    /// <summary>Whether it waits for the end of the object.</summary>
    public bool IsDeletion { get; private init; }

    /// <summary>Whether it waits for the object to be there.</summary>
    public bool IsCreation { get; private init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="CellException">It cannot be read.</exception>
    public static WaitCondition Parse(string text)
    {
        if (string.Equals(text, "delete", StringComparison.OrdinalIgnoreCase))
        {
            return new WaitCondition(null) { IsDeletion = true };
        }

        if (string.Equals(text, "create", StringComparison.OrdinalIgnoreCase))
        {
            return new WaitCondition(_ => true) { IsCreation = true };
        }

        if (text.StartsWith("condition=", StringComparison.Ordinal))
        {
            var parts = text["condition=".Length..].Split('=', 2);
            return new WaitCondition(one => StatusOf(one, parts[0]) is { } status && string.Equals(status, parts.Length > 1 ? parts[1] : "True", StringComparison.OrdinalIgnoreCase));
        }

        return text.StartsWith("jsonpath=", StringComparison.Ordinal)
            ? OfPath(text["jsonpath=".Length..])
            : throw KubectlErrors.Mistake($"unrecognized condition: \"{text}\"; expected --for=condition=TYPE[=STATUS], --for=jsonpath='{{PATH}}'=VALUE, --for=create or --for=delete");
    }

    /// <summary>Whether it is so.</summary>
    /// <param name="one">The object; null where it is gone.</param>
    public bool IsMet(IKubernetesObject<V1ObjectMeta>? one) => one is null ? IsDeletion : !IsDeletion && isMet!(ObjectJson.Of(one));

    private static string? StatusOf(JsonElement one, string type)
    {
        foreach (var condition in JsonPathWalk.Find(one, JsonPathReader.ReadPath(".status.conditions[*]")))
        {
            if (condition.TryGetProperty("type", out var name) && string.Equals(name.GetString(), type, StringComparison.OrdinalIgnoreCase))
            {
                return condition.TryGetProperty("status", out var status) ? status.GetString() : null;
            }
        }

        return null;
    }

    private static WaitCondition OfPath(string text)
    {
        var end = text.LastIndexOf('}') is var brace and >= 0 ? brace + 1 : text.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0 ? equals : text.Length;
        var value = end < text.Length && text[end] == '=' ? text[(end + 1)..] : null;
        try
        {
            var steps = JsonPathReader.ReadPath(text[..end]);
            return new WaitCondition(one => Find(one, steps) is { } found && (value is null || JsonPathTemplate.TextOf(found) == value));
        }
        catch (FormatException problem)
        {
            throw KubectlErrors.Mistake($"jsonpath wait condition \"{text}\": {problem.Message}");
        }
    }

    // What is not there yet may come.
    private static JsonElement? Find(JsonElement one, IReadOnlyList<JsonPathStep> steps)
    {
        try
        {
            return JsonPathWalk.Find(one, steps) is [var found, ..] ? found : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
