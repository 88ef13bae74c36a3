using System.Text.RegularExpressions;
using Learn.Notebook;

namespace Learn.Documents.Tests.Syntax;

/// <summary>Selector lines of cells: the language must be there, and have each option.</summary>
internal static partial class CellSyntax
{
    /// <summary>These belong to other programs: the old host, and the kernel of the operating system.</summary>
    private static readonly string[] OfOthers = ["args", "import", "share", "pwsh", "fsharp", "/bin/sh", "/bin/bash", "/usr/bin/env", "/usr/bin/dotnet"];

    private static readonly IReadOnlyList<ICellLanguage> Languages = new NotebookLanguage(new NotebookOptions { WarmsUp = false }).Languages;

    /// <summary>What is wrong with a selector line; null if nothing is.</summary>
    public static string? Problem(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string name = words[0][2..];
        if (name is "" or "…" || OfOthers.Contains(name))
        {
            return null;
        }

        if (Languages.FirstOrDefault(each => each.Name == name || each.Aliases.Contains(name)) is not { } language)
        {
            return $"there is no cell language #!{name}";
        }

        // What stands behind these is another program's.
        return language.Name is "kubectl" or "sh" or "bash" or "curl" || language.Name.Contains("tables", StringComparison.Ordinal)
            ? null
            : words.Skip(1).Where(word => Option().IsMatch(word)).FirstOrDefault(word => !language.Usage.Contains(word, StringComparison.Ordinal)) is { } unknown
                ? $"#!{name} has no option {unknown}"
                : null;
    }

    /// <summary>The same for all selector lines of a block.</summary>
    public static string? ProblemOfBlock(string text) =>
        text.Split('\n').Where(line => line.StartsWith("#!", StringComparison.Ordinal)).Select(Problem).FirstOrDefault(problem => problem is not null);

    [GeneratedRegex(@"^--[a-z][a-z-]*$")]
    private static partial Regex Option();
}
