using System.Text.Json;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>Sorts objects by a field, as <c>--sort-by</c> does: numbers as numbers, quantities and times in their order, other texts naturally.</summary>
internal static partial class ObjectSorting
{
    /// <summary>The objects in order; those without the field come first.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="path"><c>.metadata.name</c>, with or without braces.</param>
    /// <exception cref="CellException">The path cannot be read, or no object has the field.</exception>
    public static IReadOnlyList<IKubernetesObject<V1ObjectMeta>> By(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects, string path)
    {
        try
        {
            var steps = JsonPathReader.ReadPath(path);
            var keyed = objects.Select(one => (One: one, Found: JsonPathWalk.Find(ObjectJson.Of(one), steps))).ToList();
            if (keyed.Count > 0 && keyed.All(pair => pair.Found.Count == 0))
            {
                throw KubectlErrors.Mistake($"couldn't find any field with path \"{{{path.Trim('{', '}')}}}\" in the list of objects");
            }

            return [.. keyed.OrderBy(pair => pair.Found, Comparer<IReadOnlyList<JsonElement>>.Create(Compare)).Select(pair => pair.One)];
        }
        catch (FormatException problem)
        {
            throw KubectlErrors.Mistake($"--sort-by {path}: {problem.Message}");
        }
    }

    private static int Compare(IReadOnlyList<JsonElement>? left, IReadOnlyList<JsonElement>? right)
    {
        if (left is not [var first, ..] || right is not [var second, ..])
        {
            return (left?.Count ?? 0).CompareTo(right?.Count ?? 0);
        }

        return (first.ValueKind, second.ValueKind) == (JsonValueKind.Number, JsonValueKind.Number)
            ? first.GetDouble().CompareTo(second.GetDouble())
            : CompareNaturally(JsonPathTemplate.TextOf(first), JsonPathTemplate.TextOf(second));
    }

    // web-2 before web-10, 10.0.0.9 before 10.0.0.10.
    private static int CompareNaturally(string left, string right)
    {
        var (ours, theirs) = (Chunk().Matches(left), Chunk().Matches(right));
        for (var i = 0; i < Math.Min(ours.Count, theirs.Count); i++)
        {
            var (a, b) = (ours[i].Value, theirs[i].Value);
            var order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0])
                ? CompareDigits(a.TrimStart('0'), b.TrimStart('0'))
                : string.CompareOrdinal(a, b);
            if (order != 0)
            {
                return order;
            }
        }

        return ours.Count.CompareTo(theirs.Count);
    }

    private static int CompareDigits(string left, string right) => left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);

    [GeneratedRegex("[0-9]+|[^0-9]+")]
    private static partial Regex Chunk();
}
