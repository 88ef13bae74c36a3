using System.Globalization;

namespace Learn.Cluster;

/// <summary>Paths of fields as the API writes them: <c>spec.ports[0].port</c>, <c>metadata.labels[app.kubernetes.io/name]</c>.</summary>
internal static class FieldPath
{
    public static string Child(string path, string name) =>
        path.Length == 0 ? name : name.AsSpan().IndexOfAny('.', '/') >= 0 ? $"{path}[{name}]" : $"{path}.{name}";

    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    public static ManifestPosition FindPosition(ManifestMap root, string path)
    {
        ManifestNode node = root;
        var position = root.Position;
        foreach (var step in Split(path))
        {
            switch (node)
            {
                case ManifestMap map when Find(map, step) is { } field:
                    position = field.Value is ManifestScalar { Value: not null } scalar ? scalar.Position : field.Position;
                    node = field.Value;
                    break;
                case ManifestList list
                    when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count:
                    node = list.Items[index];
                    position = node.Position;
                    break;
                default:
                    return position;
            }
        }

        return position;
    }

    /// <summary>The API server itself writes one path in other letters: <c>spec.LoadBalancerSourceRanges</c>.</summary>
    private static ManifestField? Find(ManifestMap map, string step) =>
        map.Find(step) ?? map.Fields.FirstOrDefault(field => string.Equals(field.Name, step, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Split(string path)
    {
        var start = 0;
        for (var i = 0; i <= path.Length; i++)
        {
            if (i == path.Length || path[i] == '.')
            {
                if (i > start)
                {
                    yield return path[start..i];
                }

                start = i + 1;
            }
            else if (path[i] == '[')
            {
                if (i > start)
                {
                    yield return path[start..i];
                }

                var end = path.IndexOf(']', i);
                if (end < 0)
                {
                    yield break;
                }

                yield return path[(i + 1)..end];
                start = i = end;
                start++;
            }
        }
    }
}
