using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Objects as <c>kubectl get -o yaml</c> and <c>-o json</c> print them: complete, their fields in the order of the alphabet.</summary>
public static partial class ObjectText
{
    // Times of type MicroTime, with six digits; all others have whole seconds.
    private static readonly string[] ExactTimes = ["eventTime", "lastObservedTime"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 4,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One object as YAML, with a line end at the end.</summary>
    public static string ToYaml(IKubernetesObject<V1ObjectMeta> one) => YamlText.Write(TreeOf(one));

    /// <summary>Objects as a YAML list, with a line end at the end.</summary>
    public static string ToYaml(IEnumerable<IKubernetesObject<V1ObjectMeta>> objects) => YamlText.Write(ListOf(objects));

    /// <summary>One object as JSON, with a line end at the end.</summary>
    public static string ToJson(IKubernetesObject<V1ObjectMeta> one) => JsonSerializer.Serialize(TreeOf(one), Indented) + "\n";

    /// <summary>Objects as a JSON list, with a line end at the end.</summary>
    public static string ToJson(IEnumerable<IKubernetesObject<V1ObjectMeta>> objects) => JsonSerializer.Serialize(ListOf(objects), Indented) + "\n";

    private static SortedDictionary<string, object?> ListOf(IEnumerable<IKubernetesObject<V1ObjectMeta>> objects) => new(StringComparer.Ordinal)
    {
        ["apiVersion"] = "v1",
        ["items"] = objects.Select(object? (one) => TreeOf(one)).ToList(),
        ["kind"] = "List",
        ["metadata"] = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["resourceVersion"] = "" },
    };

    private static SortedDictionary<string, object?> TreeOf(IKubernetesObject<V1ObjectMeta> one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var kind = ResourceKind.For(one.GetType());
        var tree = (SortedDictionary<string, object?>)Unstructured.From(one, TypeSchema.For(one.GetType()))!;
        tree["apiVersion"] = kind.ApiVersion;
        tree["kind"] = kind.Kind;
        CutTimes(tree);
        return tree;
    }

    private static void CutTimes(object? value)
    {
        switch (value)
        {
            case SortedDictionary<string, object?> map:
                foreach (var (name, item) in map.ToArray())
                {
                    if (item is string text && IsTime(name) && TimeWithFraction().Match(text) is { Success: true } match)
                    {
                        map[name] = $"{match.Groups["seconds"].Value}Z";
                    }
                    else
                    {
                        CutTimes(item);
                    }
                }

                break;
            case List<object?> list:
                list.ForEach(CutTimes);
                break;
        }
    }

    private static bool IsTime(string field) =>
        !ExactTimes.Contains(field)
        && (field.EndsWith("Time", StringComparison.Ordinal) || field.EndsWith("Timestamp", StringComparison.Ordinal) || field.EndsWith("At", StringComparison.Ordinal));

    [GeneratedRegex(@"^(?<seconds>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\.[0-9]+Z$")]
    private static partial Regex TimeWithFraction();
}
