using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Jupyter.CSharp;

/// <summary>Whether what was typed so far is a cell.</summary>
internal static class CompletenessOfCode
{
    private const string Step = "    ";

    public static CompletenessResult Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var tree = CSharpSyntaxTree.ParseText(code, ScriptReferences.Parse);
        var end = code.AsSpan().TrimEnd().Length;
        if (tree.GetDiagnostics().Any(each => each.Id is "CS1022" or "CS1056" or "CS1525" && each.Location.SourceSpan.Start < end))
        {
            // Something stands where it cannot stand, whatever follows.
            return new CompletenessResult(Completeness.Invalid);
        }

        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            return new CompletenessResult(Completeness.Incomplete, Indent(tree));
        }

        return new CompletenessResult(
            tree.GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error) ? Completeness.Invalid : Completeness.Complete);
    }

    /// <summary>One step for each brace that is still open.</summary>
    private static string Indent(SyntaxTree tree)
    {
        var depth = 0;
        foreach (var token in tree.GetRoot().DescendantTokens().Where(token => !token.IsMissing))
        {
            depth += token.Kind() switch
            {
                SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
        }

        return string.Concat(Enumerable.Repeat(Step, Math.Max(0, depth)));
    }
}
