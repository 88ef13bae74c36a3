using System.Text.Json;

namespace Learn.Notebook.Kubectl;

/// <summary>A step of a path, from values to values within them.</summary>
internal abstract record JsonPathStep
{
    /// <summary><c>.name</c>, <c>['name']</c>.</summary>
    public sealed record Field(string Name) : JsonPathStep;

    /// <summary><c>.*</c>, <c>[*]</c>: all values of a map or list.</summary>
    public sealed record Everything : JsonPathStep;

    /// <summary><c>..</c>: the value and all values within it, at any depth.</summary>
    public sealed record Descent : JsonPathStep;

    /// <summary><c>[2]</c>, <c>[-1]</c>: one element; negative numbers count from the end.</summary>
    public sealed record Index(int Number) : JsonPathStep;

    /// <summary><c>[1:3]</c>, <c>[::2]</c>: several elements.</summary>
    public sealed record Slice(int? From, int? To, int? Step) : JsonPathStep;

    /// <summary><c>[0,2]</c>, <c>['a','b']</c>: what each of them gives.</summary>
    public sealed record Union(IReadOnlyList<JsonPathStep> Parts) : JsonPathStep;

    /// <summary><c>[?(@.x=="y")]</c>: the elements for which it is so. Without an operator: which have such a value.</summary>
    public sealed record Filter(Operand Left, string? Operator, Operand? Right) : JsonPathStep;

    /// <summary>A side of a filter.</summary>
    /// <param name="Steps">A path from the element; null for a constant.</param>
    /// <param name="Constant">The constant.</param>
    public sealed record Operand(IReadOnlyList<JsonPathStep>? Steps, JsonElement Constant);
}
