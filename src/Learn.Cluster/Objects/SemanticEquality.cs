using System.Collections;

namespace Learn.Cluster;

/// <summary>Compares API objects as the API server does: a missing list or map equals an empty one.</summary>
internal static class SemanticEquality
{
    public static bool AreEqual<T>(T? left, T? right) where T : class
    {
        var type = left?.GetType() ?? right?.GetType();
        return type is null || AreEqual(left, right, TypeSchema.For(type));
    }

    public static bool AreEqual(object? left, object? right, TypeSchema schema)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        switch (schema.Shape)
        {
            case SchemaShape.Object:
                if (left is null || right is null)
                {
                    return false;
                }

                foreach (var field in schema.Fields)
                {
                    var areEqual = field.Schema.ComparesByValue
                        ? field.HaveSameValue(left, right)
                        : AreEqual(field.Get(left), field.Get(right), field.Schema);
                    if (!areEqual)
                    {
                        return false;
                    }
                }

                return true;
            case SchemaShape.List:
                return AreEqualLists((IList?)left, (IList?)right, schema.Element);
            case SchemaShape.Map:
                return AreEqualMaps((IDictionary?)left, (IDictionary?)right, schema.Element);
            case SchemaShape.Bytes:
                return left is byte[] l && right is byte[] r && l.AsSpan().SequenceEqual(r);
            case SchemaShape.IntOrString:
            case SchemaShape.Quantity:
                return left?.ToString() == right?.ToString();
            default:
                return Equals(left, right);
        }
    }

    private static bool AreEqualLists(IList? left, IList? right, TypeSchema element)
    {
        if ((left?.Count ?? 0) != (right?.Count ?? 0))
        {
            return false;
        }

        for (var i = 0; i < (left?.Count ?? 0); i++)
        {
            if (!AreEqual(left![i], right![i], element))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqualMaps(IDictionary? left, IDictionary? right, TypeSchema element)
    {
        if ((left?.Count ?? 0) != (right?.Count ?? 0))
        {
            return false;
        }

        if (left is not null && right is not null)
        {
            foreach (DictionaryEntry entry in left)
            {
                if (!right.Contains(entry.Key) || !AreEqual(entry.Value, right[entry.Key], element))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
