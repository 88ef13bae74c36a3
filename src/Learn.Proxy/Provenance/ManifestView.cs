using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>A manifest, each of whose lines knows the rules that its field has made.</summary>
/// <param name="Lines">The lines.</param>
public sealed record ManifestView(ImmutableArray<ManifestLine> Lines)
{
    /// <summary>Looks for the rules of a manifest's Services.</summary>
    /// <param name="manifest">The YAML; documents of other kinds have no rules here.</param>
    /// <param name="explanation">The rules.</param>
    /// <exception cref="ManifestException">The text is no manifest.</exception>
    public static ManifestView Of(string manifest, RulesetExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(explanation);
        Manifest read = ManifestReader.Read(manifest);
        if (explanation.Sources.Services.IsEmpty)
        {
            // Without the objects, members of lists would go by their names.
            ImmutableArray<V1Service> services = [.. read.Objects.OfType<V1Service>()];
            explanation = RulesetExplanation.Of(explanation.Reading, explanation.Sources with { Services = services });
        }

        var marked = new Dictionary<int, ManifestLine>();
        foreach (ManifestDocument document in read.Documents.Where(document => document.Object is V1Service))
        {
            Mark(document, explanation, marked);
        }

        string[] texts = manifest.TrimEnd('\n').Split('\n');
        return new([.. texts.Select((text, index) => marked.TryGetValue(index + 1, out ManifestLine? line)
            ? line with { Text = text.TrimEnd('\r') }
            : new(index + 1, text.TrimEnd('\r'), null, null, []))]);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        int width = Math.Min(Lines.IsEmpty ? 0 : Lines.Max(line => line.Text.Length), 60);
        var text = new StringBuilder();
        foreach (ManifestLine line in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Number,4}  {line.Text.PadRight(line.Rules.IsEmpty ? 0 : width)}");
            if (!line.Rules.IsEmpty)
            {
                text.Append(CultureInfo.InvariantCulture, $"  ← {line.Rules.Length} rule{(line.Rules.Length == 1 ? "" : "s")}: {Chains(line.Rules)}");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Chains(ImmutableArray<RuleExplanation> rules)
    {
        const int Few = 2;
        string[] chains = [.. rules.Select(rule => rule.Chain).Distinct()];
        return string.Join(", ", chains.Take(Few)) + (chains.Length > Few ? ", …" : "");
    }

    private static void Mark(ManifestDocument document, RulesetExplanation explanation, Dictionary<int, ManifestLine> marked)
    {
        string name = $"{document.Namespace ?? "default"}/{document.Name}";
        if (explanation.Reading.FindServices(name).IsEmpty)
        {
            return;
        }

        ServiceExplanation service = explanation.ExplainService(name);
        (RuleExplanation Rule, ImmutableArray<FieldReference> Fields)[] rules =
        [
            .. service.Shared.Concat(service.Chains.SelectMany(chain => chain.Rules))
                .Select(rule => (rule, rule.Fields.Where(field => field.Kind == "Service").ToImmutableArray())),
        ];
        Walk(document.Root, "");

        void Walk(ManifestNode node, string path)
        {
            switch (node)
            {
                case ManifestMap map:
                    foreach (ManifestField field in map.Fields)
                    {
                        string child = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                        Note(field.Position.Line, child);
                        Walk(field.Value, child);
                    }

                    break;
                case ManifestList list:
                    for (int index = 0; index < list.Items.Count; index++)
                    {
                        string child = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
                        Note(list.Items[index].Position.Line, child);
                        Walk(list.Items[index], child);
                    }

                    break;
            }
        }

        void Note(int line, string path)
        {
            ImmutableArray<RuleExplanation> made = [.. rules.Where(rule => rule.Fields.Any(field => field.Path == path || field.OtherPath == path)).Select(rule => rule.Rule)];
            if (!made.IsEmpty)
            {
                marked[line] = new(line, "", $"service/{name}", path, made);
            }
        }
    }
}
