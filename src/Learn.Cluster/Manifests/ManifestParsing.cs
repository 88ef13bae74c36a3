using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>One reading of a text: cuts it into documents, reads each one by itself, so that a broken document does not hide the problems
/// of the next, and collects documents and problems.</summary>
internal sealed class ManifestParsing(string text, string? fileName, ManifestReaderOptions options)
{
    private readonly List<ManifestDocument> documents = [];
    private readonly List<ManifestProblem> problems = [];
    private readonly string[] lines = text.Split('\n');
    private int number;

    public Manifest Read()
    {
        foreach (var part in ManifestText.Split(text))
        {
            number++;
            var source = new YamlDocumentReader(part, number, fileName);
            foreach (var node in source.Read())
            {
                ReadDocument(node);
            }

            problems.AddRange(source.Problems);
        }

        var ordered = problems
            .OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)
            .Select(problem => problem with { SourceLine = problem.Line <= lines.Length ? lines[problem.Line - 1].TrimEnd('\r') : null })
            .ToArray();
        return new Manifest(text, documents, ordered);
    }

    private void ReadDocument(ManifestNode node)
    {
        if (node is ManifestScalar { Value: null })
        {
            return;
        }

        if (node is not ManifestMap root)
        {
            const string expected = "expected a Kubernetes object, that is a map with apiVersion, kind and metadata";
            Report(node.Position, "", null, $"{expected}; found {node.Describe()}");
            return;
        }

        if (root.Fields.Count > 0)
        {
            ReadObject(root);
        }
    }

    private void ReadObject(ManifestMap root)
    {
        if (options.AllowDocumentsWithoutKind && root.Find("apiVersion") is null && root.Find("kind") is null)
        {
            documents.Add(new ManifestDocument(number, fileName, root, null, null));
            return;
        }

        var apiVersion = ReadHeader(root, "apiVersion", "for example v1");
        var kind = ReadHeader(root, "kind", "for example Service");
        if (apiVersion is null || kind is null)
        {
            return;
        }

        if (kind.EndsWith("List", StringComparison.Ordinal) && root.Find("items") is { } items)
        {
            ReadList(root, items);
        }
        else if (options.OtherKinds.Contains(new OtherKind(apiVersion, kind)))
        {
            documents.Add(new ManifestDocument(number, fileName, root, null, null));
        }
        else if (ResourceKind.Find(apiVersion, kind) is { } resource)
        {
            Bind(root, resource);
        }
        else
        {
            ReportUnknownKind(root, apiVersion, kind);
        }
    }

    private string? ReadHeader(ManifestMap root, string name, string example)
    {
        var field = root.Find(name);
        if (field?.Value is ManifestScalar { Value: string { Length: > 0 } value })
        {
            return value;
        }

        if (field is null)
        {
            var near = Suggestion.Nearest(name, root.Fields.Select(other => other.Name));
            var hint = near is null ? "" : $" (did you mean it by \"{near}\"?)";
            Report(root.Position, name, null, $"is missing; every object names its {name}, {example}{hint}");
        }
        else
        {
            Report(field.Value.Position, name, null, $"expected text, {example}; found {field.Value.Describe()}");
        }

        return null;
    }

    private void ReadList(ManifestMap root, ManifestField items)
    {
        if (items.Value is not ManifestList list)
        {
            if (items.Value is not ManifestScalar { Value: null })
            {
                Report(items.Value.Position, "items", null, $"expected a list of objects; found {items.Value.Describe()}");
            }

            return;
        }

        foreach (var field in root.Fields.Where(field => field.Name is not ("apiVersion" or "kind" or "metadata" or "items")))
        {
            Report(field.Position, field.Name, null, "unknown field of a list; expected apiVersion, kind, metadata or items");
        }

        foreach (var item in list.Items)
        {
            ReadDocument(item);
        }
    }

    private void Bind(ManifestMap root, ResourceKind resource)
    {
        var description = new ManifestDocument(number, fileName, root, resource, null).Description;
        var binder = new ManifestBinder(number, fileName, description);
        var instance = (IKubernetesObject<V1ObjectMeta>)binder.Bind(root, TypeSchema.For(resource.Type), "")!;
        problems.AddRange(binder.Problems);
        CheckName(root, description, binder.Problems);
        if (binder.Problems.Count == 0 && instance.Metadata is not null)
        {
            documents.Add(new ManifestDocument(number, fileName, root, resource, instance));
        }
    }

    private void CheckName(ManifestMap root, string? description, IReadOnlyList<ManifestProblem> known)
    {
        var metadata = root.Find("metadata");
        if (metadata?.Value is not ManifestMap map)
        {
            if (!known.Any(problem => problem.FieldPath == "metadata"))
            {
                Report(metadata?.Position ?? root.Position, "metadata", description, "is missing; every object needs a metadata.name");
            }
        }
        else if (map.Find("name") is not { Value: not ManifestScalar { Value: null or "" } })
        {
            var hint = map.Find("generateName") is null ? "" : ", and apply cannot use generateName";
            var position = map.Find("name")?.Position ?? metadata.Position;
            Report(position, "metadata.name", description, $"is missing; every object needs a name{hint}");
        }
    }

    private void ReportUnknownKind(ManifestMap root, string apiVersion, string kind)
    {
        var known = ResourceKind.All.Select(resource => new OtherKind(resource.ApiVersion, resource.Kind))
            .Concat(options.OtherKinds)
            .ToArray();
        var description = root["metadata"] is ManifestMap metadata && metadata.GetText("name") is { } name ? $"{kind} \"{name}\"" : null;
        var noMatches = $"no matches for kind \"{kind}\" in version \"{apiVersion}\"";
        var sameKind = known.Where(other => other.Kind == kind).ToArray();
        if (sameKind.Length > 0)
        {
            var expected = string.Join(" or ", sameKind.Select(other => other.ApiVersion));
            Report(root.Find("apiVersion")!.Value.Position, "apiVersion", description, $"{noMatches}; expected {expected}");
            return;
        }

        var near = Suggestion.Nearest(kind, known.Select(other => other.Kind));
        var hint = near is null
            ? $"this cluster knows {string.Join(", ", known.Select(other => other.Kind).Order(StringComparer.Ordinal))}"
            : $"did you mean {near}?";
        Report(root.Find("kind")!.Value.Position, "kind", description, $"{noMatches}; {hint}");
    }

    private void Report(ManifestPosition position, string path, string? description, string message) => problems.Add(new ManifestProblem
    {
        Reason = ManifestProblemReason.Schema,
        Message = message,
        FileName = fileName,
        Document = number,
        Position = position,
        FieldPath = path,
        Object = description,
    });
}
