namespace Learn.Notebook.Kubectl;

/// <summary>A piece of a JSONPath template.</summary>
internal abstract record JsonPathNode
{
    /// <summary>Text that stands as it is.</summary>
    public sealed record Literal(string Text) : JsonPathNode;

    /// <summary>A path whose values are printed.</summary>
    public sealed record Path(IReadOnlyList<JsonPathStep> Steps) : JsonPathNode;

    /// <summary>What is printed once for each value of a path: <c>{range .items[*]}…{end}</c>.</summary>
    public sealed record Range(IReadOnlyList<JsonPathStep> Steps, IReadOnlyList<JsonPathNode> Body) : JsonPathNode;
}
