using System.Globalization;
using System.Text.Json;

namespace Learn.Notebook.Kubectl;

/// <summary>Walks a path through JSON.</summary>
internal static class JsonPathWalk
{
    /// <summary>The values at the end of a path. A name that is not there leads nowhere.</summary>
    /// <exception cref="FormatException">An index is out of range, or two values cannot be compared; the message is kubectl's.</exception>
    public static IReadOnlyList<JsonElement> Find(JsonElement root, IReadOnlyList<JsonPathStep> steps) =>
        steps.Aggregate<JsonPathStep, List<JsonElement>>([root], (values, step) => [.. values.SelectMany(value => Take(value, step))]);

    private static IEnumerable<JsonElement> Take(JsonElement value, JsonPathStep step) => step switch
    {
        JsonPathStep.Field field => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(field.Name, out var found) ? [found] : [],
        JsonPathStep.Everything => ChildrenOf(value),
        JsonPathStep.Descent => WithinOf(value),
        JsonPathStep.Index index => ElementOf(value, index.Number),
        JsonPathStep.Slice slice => SliceOf(value, slice),
        JsonPathStep.Union union => union.Parts.SelectMany(part => Take(value, part)),
        JsonPathStep.Filter filter => ChildrenOf(value).Where(child => IsSo(child, filter)),
        _ => throw new ArgumentException($"There is no step {step}.", nameof(step)),
    };

    private static IEnumerable<JsonElement> ChildrenOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Object => value.EnumerateObject().Select(property => property.Value),
        _ => [],
    };

    private static IEnumerable<JsonElement> WithinOf(JsonElement value) => ChildrenOf(value).SelectMany(WithinOf).Prepend(value);

    private static IEnumerable<JsonElement> ElementOf(JsonElement value, int number)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var length = value.GetArrayLength();
        var index = number < 0 ? number + length : number;
        return index >= 0 && index < length
            ? [value[index]]
            : throw new FormatException($"array index out of bounds: index {number.ToString(CultureInfo.InvariantCulture)}, length {length}");
    }

    private static IEnumerable<JsonElement> SliceOf(JsonElement value, JsonPathStep.Slice slice)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        var length = value.GetArrayLength();
        var step = slice.Step ?? 1;
        if (step < 0)
        {
            throw new FormatException("step must be > 0");
        }

        var from = Math.Clamp(FromEnd(slice.From ?? 0, length), 0, length);
        var to = Math.Clamp(FromEnd(slice.To ?? length, length), 0, length);
        for (long i = from; i < to; i += step)
        {
            yield return value[(int)i];
        }
    }

    private static int FromEnd(int number, int length) => number < 0 ? number + length : number;

    private static bool IsSo(JsonElement element, JsonPathStep.Filter filter)
    {
        var left = Values(element, filter.Left);
        if (filter.Operator is null)
        {
            return left.Count > 0;
        }

        var right = Values(element, filter.Right!);
        if (left.Count == 0 || right.Count == 0)
        {
            return false;
        }

        return left.Count > 1 || right.Count > 1
            ? throw new FormatException("can only compare one element at a time")
            : Compare(left[0], right[0], filter.Operator);
    }

    private static IReadOnlyList<JsonElement> Values(JsonElement element, JsonPathStep.Operand operand) =>
        operand.Steps is { } steps ? Find(element, steps) : [operand.Constant];

    private static bool Compare(JsonElement left, JsonElement right, string sign)
    {
        if (sign is "==" or "!=")
        {
            return JsonElement.DeepEquals(left, right) == (sign == "==");
        }

        int? order = (left.ValueKind, right.ValueKind) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => left.GetDouble().CompareTo(right.GetDouble()),
            (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left.GetString(), right.GetString()),
            _ => null,
        };
        return order switch
        {
            null => throw new FormatException("incompatible types for comparison"),
            < 0 => sign is "<" or "<=",
            0 => sign is "<=" or ">=",
            _ => sign is ">" or ">=",
        };
    }
}
