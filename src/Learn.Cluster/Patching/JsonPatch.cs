using System.Globalization;
using Map = System.Collections.Generic.SortedDictionary<string, object?>;

namespace Learn.Cluster;

/// <summary>Does the operations of a JSON patch (RFC 6902) to a plain tree.</summary>
internal static class JsonPatch
{
    /// <summary>The tree afterwards; the given one is not changed.</summary>
    /// <exception cref="ClusterApiException">BadRequest: it is no patch, or an operation cannot be done.</exception>
    public static object? Apply(object? tree, object? patch)
    {
        if (patch is not List<object?> operations)
        {
            throw Refused("a JSON patch is a list of operations: [{\"op\": \"replace\", \"path\": \"/spec/replicas\", \"value\": 3}]");
        }

        var result = Copy(tree);
        foreach (var operation in operations)
        {
            if (operation is not Map { } map || map.GetValueOrDefault("op") is not string name || map.GetValueOrDefault("path") is not string path)
            {
                throw Refused("each operation of a JSON patch has an \"op\" and a \"path\"");
            }

            result = Do(result, name, path, map);
        }

        return result;
    }

    private static object? Do(object? tree, string name, string path, Map operation)
    {
        switch (name)
        {
            case "add":
                return Put(tree, Parts(path), Copy(operation.GetValueOrDefault("value")), path, inserts: true);
            case "replace":
                Get(tree, path);
                return Put(tree, Parts(path), Copy(operation.GetValueOrDefault("value")), path, inserts: false);
            case "remove":
                Get(tree, path);
                return Remove(tree, Parts(path), path);
            case "test":
                return Unstructured.AreEqual(Get(tree, path), operation.GetValueOrDefault("value"))
                    ? tree
                    : throw Refused($"testing value {path} failed: it is {LastApplied.ToJson(Get(tree, path))}");
            case "move" or "copy" when operation.GetValueOrDefault("from") is string from:
                var value = Copy(Get(tree, from));
                return Put(name == "move" ? Remove(tree, Parts(from), from) : tree, Parts(path), value, path, inserts: true);
            default:
                throw Refused($"unknown operation \"{name}\"; there are: add, remove, replace, move, copy (with \"from\"), test");
        }
    }

    private static object? Get(object? tree, string path) => Parts(path).Aggregate(tree, (current, part) => current switch
    {
        Map map when map.TryGetValue(part, out var value) => value,
        List<object?> list when IndexOf(part, list.Count - 1) is { } index => list[index],
        _ => throw Refused($"the path \"{path}\" does not exist"),
    });

    private static object? Put(object? tree, string[] parts, object? value, string path, bool inserts)
    {
        if (parts.Length == 0)
        {
            return value;
        }

        switch (Get(tree, Joined(parts[..^1])))
        {
            case Map map:
                map[parts[^1]] = value;
                return tree;
            case List<object?> list when parts[^1] == "-" && inserts:
                list.Add(value);
                return tree;
            case List<object?> list when IndexOf(parts[^1], inserts ? list.Count : list.Count - 1) is { } index:
                list.RemoveRange(index, inserts ? 0 : 1);
                list.Insert(index, value);
                return tree;
            default:
                throw Refused($"the path \"{path}\" does not exist");
        }
    }

    private static object? Remove(object? tree, string[] parts, string path)
    {
        switch (parts.Length == 0 ? null : Get(tree, Joined(parts[..^1])))
        {
            case Map map:
                map.Remove(parts[^1]);
                return tree;
            case List<object?> list when IndexOf(parts[^1], list.Count - 1) is { } index:
                list.RemoveAt(index);
                return tree;
            default:
                throw Refused($"the path \"{path}\" cannot be removed");
        }
    }

    private static int? IndexOf(string part, int last) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last ? index : null;

    private static string[] Parts(string path) => path.Length == 0
        ? []
        : path[0] == '/'
            ? [.. path[1..].Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
            : throw Refused($"a path begins with a slash: \"/{path}\", not \"{path}\"");

    private static string Joined(string[] parts) =>
        string.Concat(parts.Select(part => "/" + part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    private static object? Copy(object? value) => value switch
    {
        Map map => new Map(map.ToDictionary(entry => entry.Key, entry => Copy(entry.Value)), StringComparer.Ordinal),
        List<object?> list => list.Select(Copy).ToList(),
        _ => value,
    };

    private static ClusterApiException Refused(string message) => ClusterApiException.BadRequest(message);
}
