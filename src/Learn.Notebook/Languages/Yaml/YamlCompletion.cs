using k8s.Models;
using Learn.Cluster;
using Learn.Jupyter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>Completes and explains manifests: kinds, fields with their documentation, their values, and names of what is in the lab.</summary>
internal static class YamlCompletion
{
    private const int LongestSignature = 160;

    private static readonly (string ApiVersion, string Kind, string Summary)[] OtherKinds =
    [
        (LabManifest.ApiVersion, LabManifest.Kind, "how the lab itself is built"),
        (ProxyConfiguration.ApiVersion, ProxyConfiguration.Kind, "how kube-proxy is configured"),
    ];

    // What a document begins with before anybody knows its kind.
    private static readonly FieldSchema[] Beginning =
    [
        new("apiVersion", "text"), new("kind", "text"), new("metadata", "map"), new("spec", "map"),
    ];

    /// <summary>What could stand at the cursor.</summary>
    public static BlockCompletion At(BlockQuestion question)
    {
        var cursor = YamlCursor.At(question.Text, question.Index);
        var matches = (cursor.Key is { } key ? Values(question.Session, cursor, key) : Keys(question.Session, cursor))
            .Where(match => match.Text.StartsWith(cursor.Begun, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(match => match.Text)
            .ToList();
        return matches.Count == 0 ? BlockCompletion.None : new BlockCompletion(matches, cursor.Start, cursor.End);
    }

    /// <summary>What is known about the field at the cursor: of the key under it, or of the key whose value it is in.</summary>
    public static InspectionResult Explain(BlockQuestion question)
    {
        var cursor = YamlCursor.At(question.Text, question.Index);
        var name = cursor.Key ?? cursor.Word;
        if (FieldsAt(cursor)?.FirstOrDefault(field => field.Name == name) is not { } field)
        {
            return InspectionResult.NotFound;
        }

        var path = string.Join('.', cursor.Path.Append(name));
        var values = field.Values.Count > 0 ? $"\nOne of: {string.Join(", ", field.Values)}" : "";
        var parts = field.Fields.Count > 0 ? $"\nFields: {string.Join(", ", field.Fields.Select(each => each.Name))}" : "";
        return new InspectionResult(MimeBundle.Text($"{cursor.Kind} {path} <{field.Holds}>\n{field.Documentation}{values}{parts}"));
    }

    private static IEnumerable<CompletionMatch> Keys(NotebookSession session, YamlCursor cursor)
    {
        // Before a list the cursor may stand at an element that is a scalar.
        if (FieldAt(cursor, cursor.Path) is { Fields.Count: 0 } around)
        {
            return around.Values.Count > 0 ? Words(around.Values, around) : NamesIn(session, cursor.Path).Where(match => !cursor.Siblings.Contains(match.Text));
        }

        return (FieldsAt(cursor) ?? [])
            .Where(field => !cursor.Siblings.Contains(field.Name) && (cursor.Path.Count > 0 || field.Name != "status"))
            .Select(field => new CompletionMatch(field.Name, "property", Shortened(field)));
    }

    private static IEnumerable<CompletionMatch> Values(NotebookSession session, YamlCursor cursor, string key)
    {
        if (cursor.Path.Count == 0 && key == "kind")
        {
            return ResourceKind.All.Where(kind => cursor.ApiVersion is null || kind.ApiVersion == cursor.ApiVersion)
                .Select(kind => new CompletionMatch(kind.Kind, "class", kind.ApiVersion))
                .Concat(OtherKinds.Where(kind => cursor.ApiVersion is null || kind.ApiVersion == cursor.ApiVersion)
                    .Select(kind => new CompletionMatch(kind.Kind, "class", $"{kind.ApiVersion}: {kind.Summary}")));
        }

        if (cursor.Path.Count == 0 && key == "apiVersion")
        {
            return ResourceKind.All.Where(kind => cursor.Kind is null || kind.Kind == cursor.Kind)
                .GroupBy(kind => kind.ApiVersion, kind => kind.Kind)
                .Select(group => new CompletionMatch(group.Key, "module", string.Join(", ", group)))
                .Concat(OtherKinds.Where(kind => cursor.Kind is null || kind.Kind == cursor.Kind).Select(kind => new CompletionMatch(kind.ApiVersion, "module", kind.Kind)));
        }

        var field = FieldsAt(cursor)?.FirstOrDefault(each => each.Name == key);
        return field is { Values.Count: > 0 } ? Words(field.Values, field) : NamesFor(session, cursor.Path, key);
    }

    private static IEnumerable<CompletionMatch> Words(IEnumerable<string> words, FieldSchema field) => words.Select(word => new CompletionMatch(word, "keyword", Shortened(field)));

    private static string Shortened(FieldSchema field)
    {
        var text = field.Brief.Length == 0 ? field.Holds : $"{field.Holds}: {field.Brief}";
        return text.Length > LongestSignature ? string.Concat(text.AsSpan(0, LongestSignature), " …") : text;
    }

    private static IReadOnlyList<FieldSchema>? FieldsAt(YamlCursor cursor)
    {
        var fields = RootOf(cursor);
        foreach (var step in cursor.Path)
        {
            fields = fields?.FirstOrDefault(field => field.Name == step)?.Fields;
        }

        return fields;
    }

    private static FieldSchema? FieldAt(YamlCursor cursor, IReadOnlyList<string> path)
    {
        var fields = RootOf(cursor);
        FieldSchema? found = null;
        foreach (var step in path)
        {
            found = fields.FirstOrDefault(field => field.Name == step);
            fields = found?.Fields ?? [];
        }

        return found;
    }

    private static IReadOnlyList<FieldSchema> RootOf(YamlCursor cursor) => cursor.Kind switch
    {
        LabManifest.Kind => LabSchema.Lab,
        ProxyConfiguration.Kind => LabSchema.KubeProxy,
        { } name when ResourceKind.All.FirstOrDefault(kind => kind.Kind == name) is { } kind => ModelSchema.Of(kind),
        _ => Beginning,
    };

    // Maps with names of their own: the labels that objects of the lab have.
    private static IEnumerable<CompletionMatch> NamesIn(NotebookSession session, IReadOnlyList<string> path) => path.Count == 0 ? []
        : path[^1] is "selector" or "matchLabels" or "labels" ? LabelsOf(session).Select(label => label.Key).Distinct().Select(name => new CompletionMatch(name, "variable", "a label in the lab"))
        : path[^1] is "nodeSelector" ? NodeLabelsOf(session).Select(label => label.Key).Distinct().Select(name => new CompletionMatch(name, "variable", "a label of nodes"))
        : [];

    private static IEnumerable<CompletionMatch> NamesFor(NotebookSession session, IReadOnlyList<string> path, string key)
    {
        if (session.LabIfStarted is not { } lab)
        {
            return [];
        }

        return (path.Count > 0 ? path[^1] : "", key) switch
        {
            ("selector" or "matchLabels" or "labels", _) => Named(LabelsOf(session).Where(label => label.Key == key).Select(label => label.Value), "a value of this label"),
            ("nodeSelector", _) => Named(NodeLabelsOf(session).Where(label => label.Key == key).Select(label => label.Value), "a value of this label"),
            ("metadata", "namespace") => Named(lab.List<V1Namespace>().Select(each => each.Name()), "a namespace"),
            ("spec", "nodeName") => Named(lab.Nodes.Select(node => node.Name), "a node"),
            (_, "targetPort") => Named(
                lab.List<V1Pod>().SelectMany(pod => pod.Spec.Containers).SelectMany(container => container.Ports ?? [])
                    .SelectMany(port => new[] { port.Name, port.ContainerPort.ToString(System.Globalization.CultureInfo.InvariantCulture) }).OfType<string>(),
                "a port of pods"),
            _ => [],
        };
    }

    private static IEnumerable<CompletionMatch> Named(IEnumerable<string> names, string kind) =>
        names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => new CompletionMatch(name, "variable", kind));

    private static IEnumerable<KeyValuePair<string, string>> LabelsOf(NotebookSession session) =>
        (session.LabIfStarted?.List<V1Pod>() ?? []).SelectMany(pod => pod.Metadata.Labels ?? new Dictionary<string, string>());

    private static IEnumerable<KeyValuePair<string, string>> NodeLabelsOf(NotebookSession session) =>
        (session.LabIfStarted?.List<V1Node>() ?? []).SelectMany(node => node.Metadata.Labels ?? new Dictionary<string, string>());
}
