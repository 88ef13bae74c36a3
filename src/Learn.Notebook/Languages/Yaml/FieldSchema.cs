namespace Learn.Notebook;

/// <summary>A field that a manifest may have.</summary>
/// <param name="Name">As manifests write it.</param>
/// <param name="Holds">What its value is: <c>text</c>, <c>a list of maps</c>.</param>
internal sealed record FieldSchema(string Name, string Holds)
{
    private readonly Lazy<string?>? documentation;
    private readonly Lazy<IReadOnlyList<FieldSchema>>? fields;

    /// <summary>What it is for; null where nobody says.</summary>
    public string? Documentation => documentation?.Value;

    /// <summary>The fields of its value, or of each element of it; empty for scalars, and for maps with names of their own (labels).</summary>
    public IReadOnlyList<FieldSchema> Fields => fields?.Value ?? [];

    /// <summary>The values that it can have, where there are few.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Where the documentation comes from.</summary>
    public Func<string?> DocumentedBy
    {
        init => documentation = new Lazy<string?>(value);
    }

    /// <summary>Where the fields come from; asked when first needed, as some types hold themselves.</summary>
    public Func<IReadOnlyList<FieldSchema>> FieldsFrom
    {
        init => fields = new Lazy<IReadOnlyList<FieldSchema>>(value);
    }

    /// <summary>The documentation's first sentence.</summary>
    public string Brief
    {
        get
        {
            var text = Documentation ?? "";
            var end = text.IndexOf(". ", StringComparison.Ordinal);
            return end < 0 ? text : text[..(end + 1)];
        }
    }
}
