using System.Collections;
using System.Globalization;

namespace Learn.Cluster;

/// <summary>Makes a typed object from a node, strictly: what does not fit the type is a problem.</summary>
internal sealed class ManifestBinder(int document, string? fileName, string? description)
{
    private readonly List<ManifestProblem> problems = [];

    public IReadOnlyList<ManifestProblem> Problems => problems;

    public object? Bind(ManifestNode node, TypeSchema schema, string path)
    {
        if (node is ManifestScalar { Value: null })
        {
            return null;
        }

        return (schema.Shape, node) switch
        {
            (SchemaShape.Object, ManifestMap map) => BindObject(map, schema, path),
            (SchemaShape.List, ManifestList list) => BindList(list, schema, path),
            (SchemaShape.Map, ManifestMap map) => BindMap(map, schema, path),
            (SchemaShape.Any, _) => Unstructured.From(node),
            (SchemaShape.Object or SchemaShape.List or SchemaShape.Map, _) => Mismatch(node, schema, path),
            (SchemaShape.IntOrString, ManifestScalar { IsQuoted: true, Text.Length: > 0 } scalar) when scalar.Text.All(char.IsAsciiDigit) =>
                QuotedPort(scalar, path),
            (_, ManifestScalar scalar) => ScalarBinding.Bind(scalar, schema, out var value) ? value : Mismatch(scalar, schema, path),
            _ => Mismatch(node, schema, path),
        };
    }

    private object BindObject(ManifestMap map, TypeSchema schema, string path)
    {
        var instance = schema.NewObject();
        foreach (var field in map.Fields)
        {
            var fieldPath = FieldPath.Child(path, field.Name);
            if (schema.Find(field.Name) is not { } known)
            {
                ReportUnknown(field, schema, path);
            }
            else if (Bind(field.Value, known.Schema, fieldPath) is { } value)
            {
                known.Set(instance, value);
            }
        }

        return instance;
    }

    private IList BindList(ManifestList list, TypeSchema schema, string path)
    {
        var result = schema.NewList(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var itemPath = FieldPath.Item(path, i);
            var item = list.Items[i];
            var value = Bind(item, schema.Element, itemPath);
            if (value is not null)
            {
                result.Add(value);
            }
            else if (item is ManifestScalar { Value: null })
            {
                Report(item.Position, itemPath, $"expected {Element(schema)}; found an empty element");
            }
        }

        return result;
    }

    private IDictionary BindMap(ManifestMap map, TypeSchema schema, string path)
    {
        var result = schema.NewMap(map.Fields.Count);
        foreach (var field in map.Fields)
        {
            var value = Bind(field.Value, schema.Element, FieldPath.Child(path, field.Name));
            if (value is not null)
            {
                result[field.Name] = value;
            }
            else if (schema.Element.Shape == SchemaShape.Text && field.Value is ManifestScalar { Value: null })
            {
                // The API reads null as the zero value of the type: an empty text.
                result[field.Name] = "";
            }
        }

        return result;
    }

    private static string Element(TypeSchema list) => list.Element.Describe();

    private object? Mismatch(ManifestNode node, TypeSchema schema, string path)
    {
        var message = $"expected {schema.Describe()}; found {node.Describe()}";
        if (node is ManifestScalar { IsQuoted: false, Value: not string } && schema.Shape == SchemaShape.Text)
        {
            message += ", so put it in quotes";
        }
        else if (node is ManifestScalar { Value: string text } scalar && IsQuotedNumber(scalar, text, schema))
        {
            message += ", so leave out the quotes";
        }
        else if (node is ManifestMap && schema.Shape == SchemaShape.List)
        {
            message += "; each element of a list begins with \"- \"";
        }

        Report(node.Position, path, message);
        return null;
    }

    /// <summary>The API takes a number in quotes for the name of a port, and names need a letter.</summary>
    private object? QuotedPort(ManifestScalar scalar, string path)
    {
        const string message = "must contain at least one letter (a-z); a number stands without quotes";
        Report(scalar.Position, path, $"Invalid value: \"{scalar.Text}\": {message}");
        return null;
    }

    private static bool IsQuotedNumber(ManifestScalar scalar, string text, TypeSchema schema) => scalar.IsQuoted && schema.Shape switch
    {
        SchemaShape.Int32 or SchemaShape.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        SchemaShape.Boolean => text is "true" or "false",
        _ => false,
    };

    private void ReportUnknown(ManifestField field, TypeSchema schema, string path)
    {
        var known = schema.Fields.Select(candidate => candidate.Name).ToArray();
        var near = Suggestion.Nearest(field.Name, known);
        var where = path.Length == 0 ? "" : $" of {path}";
        var hint = near is not null
            ? $"did you mean \"{near}\"?"
            : known.Length <= 12 ? $"known fields{where}: {string.Join(", ", known.Order(StringComparer.Ordinal))}"
            : "check its spelling and indentation";
        Report(field.Position, FieldPath.Child(path, field.Name), $"unknown field \"{field.Name}\"; {hint}");
    }

    private void Report(ManifestPosition position, string path, string message) => problems.Add(new ManifestProblem
    {
        Reason = ManifestProblemReason.Schema,
        Message = message,
        FileName = fileName,
        Document = document,
        Position = position,
        FieldPath = path,
        Object = description,
    });
}
