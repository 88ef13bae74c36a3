using Learn.Cluster;

namespace Learn.Course;

/// <summary>An object as exercises name it: <c>service/web</c>, <c>pod/shop/web-1</c> in another namespace.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace; empty for what has none.</param>
/// <param name="Name">Its name.</param>
internal sealed record ObjectName(ResourceKind Kind, string Namespace, string Name)
{
    /// <summary>Reads a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="defaultNamespace">The namespace of a name without one.</param>
    /// <exception cref="CourseException">It is no name of an object.</exception>
    public static ObjectName Parse(string text, string defaultNamespace = Lab.DefaultNamespace)
    {
        string[] parts = text.Trim().Split('/');
        if (parts.Length is < 2 or > 3 || parts.Any(string.IsNullOrWhiteSpace))
        {
            throw new CourseException($"\"{text}\" names no object. Write KIND/NAME, such as service/web, or KIND/NAMESPACE/NAME, such as pod/shop/web-1.");
        }

        var kind = ResourceKind.FindByName(parts[0])
            ?? throw new CourseException($"There is no kind \"{parts[0]}\" in \"{text}\". There are: {string.Join(", ", ResourceKind.All.Select(known => known.Singular))}.");
        return new ObjectName(kind, !kind.IsNamespaced ? "" : parts.Length == 3 ? parts[1] : defaultNamespace, parts[^1]);
    }

    /// <summary>As exercises write it, without a namespace where that is the default one.</summary>
    public override string ToString()
        => Namespace.Length == 0 || Namespace == Lab.DefaultNamespace ? $"{Kind.Singular}/{Name}" : $"{Kind.Singular}/{Namespace}/{Name}";
}
