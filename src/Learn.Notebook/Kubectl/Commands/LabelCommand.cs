using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl label</c>.</summary>
internal sealed class LabelCommand() : MetadataCommand("label")
{
    public override string Name => "label";

    public override string Summary => "Sets and removes labels.";

    protected override IDictionary<string, string>? Get(V1ObjectMeta metadata) => metadata.Labels;

    protected override void Set(V1ObjectMeta metadata, IDictionary<string, string> values) => metadata.Labels = values;

    protected override string Refusal(IReadOnlyList<(string Key, string Value)> present) => present.Count == 1
        ? $"'{present[0].Key}' already has a value ({present[0].Value}), and --overwrite is false"
        : $"[{string.Join(", ", present.Select(one => $"'{one.Key}' already has a value ({one.Value}), and --overwrite is false"))}]";

    protected override string Outcome(IDictionary<string, string> before, IDictionary<string, string> after, bool overwrites) =>
        before.SequenceEqual(after) ? "not labeled" : !overwrites && after.Count < before.Count ? "unlabeled" : "labeled";
}
