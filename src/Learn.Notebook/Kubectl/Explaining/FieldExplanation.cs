using System.Text;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>What <c>kubectl explain</c> says about a kind or a field.</summary>
internal static class FieldExplanation
{
    private const int Width = 76;

    /// <summary>The field at the end of a path.</summary>
    /// <param name="kind">The kind that it begins at.</param>
    /// <param name="path">The names of the fields on the way; empty for the kind itself.</param>
    /// <exception cref="CellException">There is no such field.</exception>
    public static ApiField? Find(ResourceKind kind, IReadOnlyList<string> path)
    {
        ApiField? field = null;
        Type? type = kind.Type;
        foreach (var name in path)
        {
            var fields = type is null ? [] : ApiTypes.FieldsOf(type);
            field = fields.FirstOrDefault(one => one.Name == name);
            if (field is null)
            {
                var nearest = Suggestion.Nearest(name, fields.Select(one => one.Name));
                var hint = nearest is not null ? $"\nDid you mean {nearest}?"
                    : fields.Count == 0 ? $"\nWhat stands before it has no fields."
                    : $"\nThere are: {string.Join(", ", fields.Select(one => one.Name))}.";
                throw KubectlErrors.Mistake($"field \"{name}\" does not exist{hint}");
            }

            type = field.Inner;
        }

        return field;
    }

    /// <summary>The whole text.</summary>
    /// <exception cref="CellException">There is no such field.</exception>
    public static string Write(ResourceKind kind, IReadOnlyList<string> path, bool isRecursive)
    {
        var field = Find(kind, path);
        var text = new StringBuilder();
        if (kind.Group.Length > 0)
        {
            text.Append("GROUP:      ").Append(kind.Group).Append('\n');
        }

        text.Append("KIND:       ").Append(kind.Kind).Append("\nVERSION:    ").Append(kind.Version).Append("\n\n");
        if (field is not null)
        {
            text.Append("FIELD: ").Append(Heading(field, " ")).Append("\n\n\n");
        }

        text.Append("DESCRIPTION:\n");
        Wrap(text, field is null ? FieldDocumentation.Of(kind.Type) ?? "" : field.Description, 4);
        if (field?.Inner is { } inner && FieldDocumentation.Of(inner) is { Length: > 0 } about && about != field.Description)
        {
            Wrap(text, about, 4);
        }

        text.Append("    \n");
        if ((field is null ? kind.Type : field.Inner) is { } type)
        {
            text.Append("FIELDS:\n");
            WriteFields(text, type, 2, isRecursive, []);
        }

        return text.ToString();
    }

    private static void WriteFields(StringBuilder text, Type type, int indent, bool isRecursive, HashSet<Type> above)
    {
        foreach (var field in ApiTypes.FieldsOf(type))
        {
            text.Append(' ', indent).Append(Heading(field, "\t")).Append('\n');
            if (!isRecursive)
            {
                Wrap(text, field.Description, indent + 2);
                text.Append('\n');
            }
            else if (field.Inner is { } inner && above.Add(inner))
            {
                WriteFields(text, inner, indent + 2, isRecursive, above);
                above.Remove(inner);
            }
        }
    }

    private static string Heading(ApiField field, string gap) => $"{field.Name}{gap}<{field.TypeText}>{(field.IsRequired ? " -required-" : "")}";

    private static void Wrap(StringBuilder text, string description, int indent)
    {
        if (description.Length == 0)
        {
            text.Append(' ', indent).Append("<no description>\n");
            return;
        }

        var column = 0;
        foreach (var word in description.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            text.Append(' ', column == 0 ? indent : 1).Append(word);
            column += word.Length + (column == 0 ? 0 : 1);
        }

        text.Append('\n');
    }
}
