using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>Selectors as kubectl writes them.</summary>
internal static class SelectorText
{
    private const string None = "<none>";

    /// <summary>The selector of a Deployment or ReplicaSet.</summary>
    public static string Of(V1LabelSelector? selector)
    {
        var equal = (selector?.MatchLabels ?? new Dictionary<string, string>()).Select(label => (label.Key, Text: $"{label.Key}={label.Value}"));
        var others = (selector?.MatchExpressions ?? []).Select(one => (one.Key, Text: one.OperatorProperty switch
        {
            "In" => $"{one.Key} in ({string.Join(',', one.Values.Order(StringComparer.Ordinal))})",
            "NotIn" => $"{one.Key} notin ({string.Join(',', one.Values.Order(StringComparer.Ordinal))})",
            "DoesNotExist" => $"!{one.Key}",
            _ => one.Key,
        }));
        return OrNone(equal.Concat(others).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Text));
    }

    /// <summary>The selector of a Service, or labels.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>>? labels) =>
        OrNone((labels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    private static string OrNone(IEnumerable<string> parts) => string.Join(',', parts) is { Length: > 0 } text ? text : None;
}
