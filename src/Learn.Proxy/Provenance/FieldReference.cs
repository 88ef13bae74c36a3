namespace Learn.Proxy;

/// <summary>A field of an object that made a rule.</summary>
/// <param name="Kind">The kind of the object: Service, EndpointSlice, Node or KubeProxyConfiguration.</param>
/// <param name="Name">Its namespace and name, or its name; empty where there is only one.</param>
/// <param name="Path">
/// The path of the field: <c>spec.ports[0].nodePort</c>. A member of a list is named by its place, or, where the rules alone are known,
/// by what tells it from the others: <c>spec.ports[http].nodePort</c>.
/// </param>
public sealed record FieldReference(string Kind, string Name, string Path)
{
    /// <summary>The same path in other words: a member of a list by its name, an older field; null for none.</summary>
    internal string? OtherPath { get; init; }

    /// <summary>The object as kubectl names it: <c>service/default/my-service</c>.</summary>
    public string Object => Kind switch
    {
        "KubeProxyConfiguration" => "the KubeProxyConfiguration",
        _ when Name.Length == 0 => $"the {Kind}",
        _ => $"{Kind.ToLowerInvariant()}/{Name}",
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Path} of {Object}";

    /// <summary>True if the path is the one asked for, or a part of it: <c>spec.ports[0]</c> includes <c>spec.ports[0].nodePort</c>.</summary>
    /// <param name="path">The path that is asked for; empty for the whole object.</param>
    public bool IsWithin(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Includes(path, Path) || (OtherPath is not null && Includes(path, OtherPath));
    }

    private static bool Includes(string whole, string part) =>
        whole.Length == 0 || (part.StartsWith(whole, StringComparison.Ordinal) && (part.Length == whole.Length || part[whole.Length] is '.' or '['));
}
