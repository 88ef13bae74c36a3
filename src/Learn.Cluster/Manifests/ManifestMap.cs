namespace Learn.Cluster;

/// <summary>A map of a manifest. Its keys are unique: a repeated key is a problem that was reported, and its first value counts.</summary>
public sealed class ManifestMap : ManifestNode
{
    private readonly Dictionary<string, ManifestField> fields;

    internal ManifestMap(IReadOnlyList<ManifestField> fields, ManifestPosition position) : base(position)
    {
        Fields = fields;
        this.fields = new Dictionary<string, ManifestField>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            this.fields.TryAdd(field.Name, field);
        }
    }

    /// <summary>The entries, in the order written.</summary>
    public IReadOnlyList<ManifestField> Fields { get; }

    /// <summary>The value of a key, or null when the key is not there.</summary>
    public ManifestNode? this[string name] => fields.TryGetValue(name, out var field) ? field.Value : null;

    /// <summary>The entry of a key, or null when the key is not there.</summary>
    public ManifestField? Find(string name) => fields.GetValueOrDefault(name);

    /// <summary>The text at a key, or null when the key is not there or holds no text.</summary>
    public string? GetText(string name) => this[name] is ManifestScalar { Value: string text } ? text : null;

    /// <inheritdoc/>
    public override string Describe() => "a map";
}
