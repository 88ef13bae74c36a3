using System.Text;
using Microsoft.CodeAnalysis;

namespace Learn.Documents.Tests.Reference;

/// <summary>The page of a library: its types with their members, as the doc comments in the sources tell them.</summary>
internal static class ApiPage
{
    /// <summary>Writes the index of all pages.</summary>
    public static string Index(IReadOnlyList<ApiLibrary> libraries)
    {
        var page = new StringBuilder("# The libraries\n\nWhat can be called from a program or a notebook, made from the doc comments in the sources. Where to begin: [`Lab`](Learn.Lab.md#lab).\n\n| library | types | is |\n|---|---|---|\n");
        foreach (var library in libraries)
        {
            page.Append($"| [{library.Name}]({library.Name}.md) | {library.Types.Count} | {library.Description} |\n");
        }

        return page.Append("\nThese pages are written by a test; CONTRIBUTING.md says how. Edit the sources, not the pages.\n").ToString();
    }

    /// <summary>Writes a library's page.</summary>
    public static string Of(ApiLibrary library, ApiLinks links)
    {
        var page = new StringBuilder($"# {library.Name}\n\n{library.Description} [All libraries](README.md).\n\n| type | is |\n|---|---|\n");
        foreach (var type in library.Types)
        {
            page.Append($"| {links.To(type.GetDocumentationCommentId()!)} | {FirstSentence(DocComment.Of(type, links).Summary).Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        foreach (var type in library.Types)
        {
            Write(type, page, links);
        }

        return page.ToString();
    }

    /// <summary>Whether an example is a manifest; all others are C#.</summary>
    public static bool IsYaml(string example) => example.StartsWith("apiVersion:", StringComparison.Ordinal);

    private static void Write(INamedTypeSymbol type, StringBuilder page, ApiLinks links)
    {
        var comment = DocComment.Of(type, links);
        page.Append($"\n## `{ApiNames.Of(type)}`\n\n`{ApiNames.Declaration(type)}` in `{type.ContainingNamespace.ToDisplayString()}`\n\n{comment.Summary}\n");
        Paragraph(page, comment.Remarks);
        foreach (string example in comment.Examples)
        {
            page.Append($"\n<!-- test: run by ReferenceTests -->\n```{(IsYaml(example) ? "yaml" : "csharp")}\n{example}\n```\n");
        }

        var parameters = comment.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Text, StringComparer.Ordinal);
        if (type.DelegateInvokeMethod is not null)
        {
            Parameters(page, comment, "");
        }

        foreach (var (title, members) in ApiMembers.Groups(type))
        {
            page.Append($"\n**{title}**\n\n");
            foreach (var member in members)
            {
                Write(member, page, links, parameters);
            }
        }
    }

    // Properties of a record's head are described where the head is.
    private static void Write(ISymbol member, StringBuilder page, ApiLinks links, Dictionary<string, string> ofTheHead)
    {
        var comment = DocComment.Of(member, links);
        string summary = comment.Summary.Length > 0 ? comment.Summary : ofTheHead.GetValueOrDefault(member.Name, "");
        page.Append($"- `{ApiNames.Declaration(member)}`{(summary.Length > 0 ? $" — {summary}" : "")}\n");
        Parameters(page, comment, "  ");
        Line(page, "  ", "returns", comment.Returns);
        foreach (var (type, text) in comment.Exceptions)
        {
            Line(page, "  ", $"throws {type}", text);
        }

        Line(page, "  ", "remarks", comment.Remarks);
    }

    private static void Parameters(StringBuilder page, DocComment comment, string indent)
    {
        page.Append(indent.Length == 0 ? "\n" : "");
        foreach (var (name, text) in comment.Parameters)
        {
            Line(page, indent, $"`{name}`", text);
        }
    }

    private static void Line(StringBuilder page, string indent, string label, string text) => page.Append(text.Length > 0 ? $"{indent}- {label}: {text}\n" : "");

    private static void Paragraph(StringBuilder page, string text) => page.Append(text.Length > 0 ? $"\n{text}\n" : "");

    private static string FirstSentence(string text)
    {
        int end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }
}
