using k8s.Models;

namespace Learn.Cluster;

/// <summary>Selectors, labels and amounts as API messages show them: in the notation of the Go language.</summary>
internal static class GoSelectorText
{
    public static GoText Of(V1LabelSelector selector)
    {
        var labels = selector.MatchLabels is null ? "map[string]string(nil)" : Labels(selector.MatchLabels).Text;
        var expressions = selector.MatchExpressions is { Count: > 0 } given
            ? $"[]v1.LabelSelectorRequirement{{{string.Join(", ", given.Select(Requirement))}}}"
            : "[]v1.LabelSelectorRequirement(nil)";
        return new GoText($"v1.LabelSelector{{MatchLabels:{labels}, MatchExpressions:{expressions}}}");
    }

    public static GoText Labels(IDictionary<string, string>? labels) => labels is null
        ? new GoText("map[string]string(nil)")
        : new GoText($"map[string]string{{{string.Join(
            ", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"\"{label.Key}\":\"{label.Value}\""))}}}");

    /// <summary>A number or percentage.</summary>
    public static GoText Amount(IntOrString amount) => new(ScalarBinding.ToInteger(amount.Value) is { } number
        ? $"intstr.IntOrString{{Type:0, IntVal:{number}, StrVal:\"\"}}"
        : $"intstr.IntOrString{{Type:1, IntVal:0, StrVal:\"{amount.Value}\"}}");

    private static string Requirement(V1LabelSelectorRequirement requirement)
    {
        var values = requirement.Values is { Count: > 0 } given
            ? $"[]string{{{string.Join(", ", given.Select(value => $"\"{value}\""))}}}"
            : "[]string(nil)";
        return $"v1.LabelSelectorRequirement{{Key:\"{requirement.Key}\", Operator:\"{requirement.OperatorProperty}\", Values:{values}}}";
    }
}
