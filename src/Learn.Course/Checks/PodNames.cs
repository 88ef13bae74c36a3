using System.Collections.Immutable;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>Finds the Pods that a check names.</summary>
internal static class PodNames
{
    /// <summary>The names of Pods as answers say them: those outside of the namespace default with their namespace.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="entries">Names, several separated by commas or blanks, or selectors (<c>app=web</c>), which select in all namespaces.</param>
    public static ImmutableArray<string> Resolve(Lab lab, IEnumerable<string> entries)
        => [.. entries.SelectMany(entry => entry.Contains('=', StringComparison.Ordinal) ? Selected(lab, entry) : Names(entry)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The names in a sentence: <c>web-1, web-2 and web-3</c>.</summary>
    public static string Words(IReadOnlyList<string> names, string last = "and") => names.Count switch
    {
        0 => "nobody",
        1 => names[0],
        _ => $"{string.Join(", ", names.SkipLast(1))} {last} {names[^1]}",
    };

    private static IEnumerable<string> Names(string entry)
        => entry.Split([',', ' ', '\n', '[', ']', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => name.StartsWith($"{Lab.DefaultNamespace}/", StringComparison.Ordinal) ? name[(Lab.DefaultNamespace.Length + 1)..] : name);

    private static IEnumerable<string> Selected(Lab lab, string selector)
    {
        LabelSelector wanted;
        try
        {
            wanted = LabelSelector.Parse(selector.Trim());
        }
        catch (Exception error) when (error is FormatException or ClusterApiException)
        {
            throw new CourseException($"\"{selector}\" is no selector: {error.Message}", error);
        }

        return lab.Cluster.List<V1Pod>(null, wanted)
            .Where(pod => pod.Metadata.DeletionTimestamp is null && pod.Status?.Phase is not ("Succeeded" or "Failed"))
            .Select(pod => pod.Metadata.NamespaceProperty == Lab.DefaultNamespace ? pod.Metadata.Name : $"{pod.Metadata.NamespaceProperty}/{pod.Metadata.Name}");
    }
}
