using Learn.Course;

namespace Learn.Documents.Tests.Links;

/// <summary>Follows the links of one document: files, folders, pictures and headings. What lies on other machines is not asked.</summary>
internal static class DocumentLinks
{
    /// <summary>What is wrong with them, one sentence for each; <paramref name="path"/> is where the document lies.</summary>
    public static IEnumerable<string> Broken(string path, string text) =>
        from target in MarkdownLinks.TargetsIn(text).Distinct()
        where !target.Contains(':', StringComparison.Ordinal)
        let problem = Problem(target, path, text)
        where problem is not null
        select problem;

    private static string? Problem(string target, string path, string text)
    {
        string[] parts = target.Split('#', 2);
        string aim = parts[0].Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, Uri.UnescapeDataString(parts[0])));
        if (!Path.Exists(aim))
        {
            return $"{target} leads nowhere: there is no {aim}";
        }

        if (parts.Length < 2)
        {
            return null;
        }

        string? headings = aim == path ? text : Path.GetExtension(aim) switch
        {
            ".md" => File.ReadAllText(aim),
            ".ipynb" => LessonNotebook.Read(aim).Markdown,
            _ => null,
        };
        return headings is not null && MarkdownLinks.AnchorsIn(headings).Contains(Uri.UnescapeDataString(parts[1]), StringComparer.Ordinal)
            ? null
            : $"{target} leads to a heading that is not there";
    }
}
