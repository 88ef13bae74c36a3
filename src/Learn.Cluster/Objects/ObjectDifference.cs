using System.Collections;

namespace Learn.Cluster;

/// <summary>Names the fields in which two API objects differ.</summary>
public static class ObjectDifference
{
    /// <summary>One line per field: <c>spec.containers[0].name: "web" → "app"</c>.</summary>
    /// <typeparam name="T">Their type: that of an API object or of a part of one.</typeparam>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    /// <param name="path">The path of what is compared, in front of each field.</param>
    public static IReadOnlyList<string> Find<T>(T before, T after, string path) where T : class
    {
        var changes = new List<string>();
        Compare(before, after, TypeSchema.For(typeof(T)), path, changes);
        return changes;
    }

    private static void Compare(object? before, object? after, TypeSchema schema, string path, List<string> changes)
    {
        if (SemanticEquality.AreEqual(before, after, schema))
        {
            return;
        }

        switch (before, after, schema.Shape)
        {
            case (not null, not null, SchemaShape.Object):
                foreach (var field in schema.Fields)
                {
                    Compare(field.Get(before), field.Get(after), field.Schema, FieldPath.Child(path, field.Name), changes);
                }

                break;
            case (IList left, IList right, SchemaShape.List) when left.Count == right.Count:
                for (var i = 0; i < left.Count; i++)
                {
                    Compare(left[i], right[i], schema.Element, FieldPath.Item(path, i), changes);
                }

                break;
            default:
                changes.Add($"{path}: {Show(before, schema)} → {Show(after, schema)}");
                break;
        }
    }

    private static string Show(object? value, TypeSchema schema) => value is null ? "nothing" : LastApplied.ToJson(Unstructured.From(value, schema));
}
