using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl annotate</c>.</summary>
internal sealed class AnnotateCommand() : MetadataCommand("annotation")
{
    public override string Name => "annotate";

    public override string Summary => "Sets and removes annotations.";

    protected override IDictionary<string, string>? Get(V1ObjectMeta metadata) => metadata.Annotations;

    protected override void Set(V1ObjectMeta metadata, IDictionary<string, string> values) => metadata.Annotations = values;

    protected override string Refusal(IReadOnlyList<(string Key, string Value)> present) =>
        $"--overwrite is false but found the following declared annotation(s): {string.Join("; ", present.Select(one => $"'{one.Key}' already has a value ({one.Value})"))}";

    protected override string Outcome(IDictionary<string, string> before, IDictionary<string, string> after, bool overwrites) => "annotated";
}
