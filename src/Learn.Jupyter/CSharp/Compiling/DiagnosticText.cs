using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Learn.Jupyter.CSharp;

/// <summary>The compiler's messages as data and as coloured lines.</summary>
internal static class DiagnosticText
{
    public static ImmutableArray<CellDiagnostic> From(IEnumerable<Diagnostic> diagnostics, SourceText text) =>
    [
        .. diagnostics.Where(each => each.Severity >= DiagnosticSeverity.Warning && !each.IsSuppressed)
            .OrderBy(each => each.Location.IsInSource ? each.Location.SourceSpan.Start : -1)
            .Select(each => From(each, text)),
    ];

    /// <summary>Errors as a front end shows them: message, the line and carets under the place.</summary>
    public static IEnumerable<string> Lines(IEnumerable<CellDiagnostic> diagnostics, string cell)
    {
        foreach (var each in diagnostics.Where(each => each.IsError))
        {
            yield return $"{Ansi.Name(cell)}({each.Line},{each.Column}): {Ansi.Error("error " + each.Code)}: {each.Message}";
            yield return "    " + each.SourceLine;
            yield return "    " + Indent(each.SourceLine, each.Column - 1) + Ansi.Error(new string('^', each.Length));
        }
    }

    private static CellDiagnostic From(Diagnostic diagnostic, SourceText text)
    {
        var span = diagnostic.Location.IsInSource ? diagnostic.Location.SourceSpan : default;
        var start = Math.Min(span.Start, text.Length);
        var line = text.Lines.GetLineFromPosition(start);
        var end = Math.Min(span.End, line.End);
        return new CellDiagnostic(
            diagnostic.Id,
            diagnostic.Severity == DiagnosticSeverity.Error,
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            line.LineNumber + 1,
            start - line.Start + 1,
            Math.Max(1, end - start),
            line.ToString());
    }

    // A tab stays one, so that the caret stands under its character whatever a tab's width is.
    private static string Indent(string line, int length) =>
        string.Concat(line[..Math.Min(length, line.Length)].Select(each => each == '\t' ? '\t' : ' '));
}
