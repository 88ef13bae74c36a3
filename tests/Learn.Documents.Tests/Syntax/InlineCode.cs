namespace Learn.Documents.Tests.Syntax;

/// <summary>Code within sentences and tables: commands of <c>learn</c> and first lines of cells must be there with their options.</summary>
internal static class InlineCode
{
    /// <summary>What is wrong with it; null if nothing is, or if it is something else.</summary>
    public static string? Problem(string code) =>
        code.StartsWith("#!", StringComparison.Ordinal) && code.Length > 2
            ? CellSyntax.Problem(code.Split('\n')[0])
            : ShellSyntax.LearnCommands(code).Select(CommandTree.Problem).FirstOrDefault(problem => problem is not null);
}
