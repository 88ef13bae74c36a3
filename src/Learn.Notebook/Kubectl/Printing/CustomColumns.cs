using k8s;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>The columns of <c>-o custom-columns=NAME:.metadata.name,IP:.status.podIP</c>.</summary>
internal sealed class CustomColumns
{
    private const string None = "<none>";

    private readonly IReadOnlyList<(string Heading, IReadOnlyList<JsonPathStep> Path)> columns;

    private CustomColumns(IReadOnlyList<(string Heading, IReadOnlyList<JsonPathStep> Path)> columns) => this.columns = columns;

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Headings => [.. columns.Select(column => column.Heading)];

    /// <summary>Reads them.</summary>
    /// <exception cref="CellException">They cannot be read.</exception>
    public static CustomColumns Parse(string text)
    {
        if (text.Length == 0)
        {
            throw KubectlErrors.Mistake("custom-columns format specified but no custom columns given");
        }

        return new CustomColumns([.. Parts(text).Select(part =>
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw KubectlErrors.Mistake($"unexpected custom-columns spec: {part}, expected <header>:<json-path-expr>");
            }

            try
            {
                return (part[..colon], JsonPathReader.ReadPath(part[(colon + 1)..]));
            }
            catch (FormatException problem)
            {
                throw KubectlErrors.Mistake($"custom-columns {part}: {problem.Message}");
            }
        })]);
    }

    /// <summary>The cells of an object.</summary>
    /// <exception cref="FormatException">A path asks for an element that is not there.</exception>
    public IReadOnlyList<string> Cells(IKubernetesObject<V1ObjectMeta> one)
    {
        var json = ObjectJson.Of(one);
        return [.. columns.Select(column => JsonPathWalk.Find(json, column.Path) is { Count: > 0 } found ? string.Join(',', found.Select(JsonPathTemplate.TextOf)) : None)];
    }

    // A comma within brackets belongs to the path.
    private static IEnumerable<string> Parts(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '[' or '(' => 1, ']' or ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
