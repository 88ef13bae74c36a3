using System.Text.RegularExpressions;

namespace Learn.Notebook.Kubectl;

/// <summary>Names that follow from images.</summary>
internal static partial class ImageNames
{
    /// <summary>How kubectl calls the container of an image: <c>registry/team/web:1</c> becomes <c>web</c>.</summary>
    public static string ContainerOf(string image)
    {
        var last = image[(image.LastIndexOf('/') + 1)..];
        var name = Odd().Replace(last.Split(':', '@')[0].ToLowerInvariant(), "-").Trim('-');
        return name.Length == 0 ? "container" : name;
    }

    [GeneratedRegex("[^a-z0-9-]+")]
    private static partial Regex Odd();
}
