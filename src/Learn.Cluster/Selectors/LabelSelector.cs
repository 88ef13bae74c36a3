using System.Collections.Immutable;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>A selection of objects by their labels, as <c>kubectl get -l</c> writes it: <c>app=web,tier in (a, b),!legacy</c>. All
/// requirements must hold.</summary>
public sealed class LabelSelector
{
    private LabelSelector(ImmutableArray<LabelRequirement> requirements) => Requirements = requirements;

    /// <summary>Selects everything.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>What must hold.</summary>
    public ImmutableArray<LabelRequirement> Requirements { get; }

    /// <summary>Selects objects that have all these labels with these values, as the selector of a Service does. An empty map selects
    /// everything.</summary>
    public static LabelSelector FromLabels(IEnumerable<KeyValuePair<string, string>> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new([.. labels.OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => new LabelRequirement(label.Key, LabelOperator.In, [label.Value]))]);
    }

    /// <summary>The selector of a Deployment or ReplicaSet.</summary>
    /// <exception cref="FormatException">An operator is unknown.</exception>
    public static LabelSelector FromSelector(V1LabelSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var requirements = FromLabels(selector.MatchLabels ?? new Dictionary<string, string>()).Requirements;
        foreach (var expression in selector.MatchExpressions ?? [])
        {
            var op = expression.OperatorProperty switch
            {
                "In" => LabelOperator.In,
                "NotIn" => LabelOperator.NotIn,
                "Exists" => LabelOperator.Exists,
                "DoesNotExist" => LabelOperator.DoesNotExist,
                _ => throw new FormatException($"\"{expression.OperatorProperty}\" is not a valid label selector operator"),
            };
            requirements = requirements.Add(new LabelRequirement(expression.Key, op, [.. expression.Values ?? []]));
        }

        return new(requirements);
    }

    /// <summary>Reads the notation of <c>kubectl -l</c>: <c>key</c>, <c>!key</c>, <c>key=value</c>, <c>key==value</c>, <c>key!=value</c>,
    /// <c>key in (a,b)</c>, <c>key notin (a,b)</c>, separated by commas. An empty text selects everything.</summary>
    /// <exception cref="FormatException">The text is no selector; the message says where.</exception>
    public static LabelSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(new LabelSelectorParser(text).Parse());
    }

    /// <summary>Whether an object with these labels is selected.</summary>
    /// <param name="labels">Its labels; null means none.</param>
    public bool Matches(IEnumerable<KeyValuePair<string, string>>? labels)
    {
        if (Requirements.IsEmpty)
        {
            return true;
        }

        var present = labels as IDictionary<string, string>
            ?? new Dictionary<string, string>(labels ?? [], StringComparer.Ordinal);
        foreach (var requirement in Requirements)
        {
            if (!requirement.Matches(present))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The notation of <c>kubectl -l</c>.</summary>
    public override string ToString() => string.Join(",", Requirements);
}
