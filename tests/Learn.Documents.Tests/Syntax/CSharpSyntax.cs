using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Documents.Tests.Syntax;

/// <summary>C# that is not run is parsed at least, as a cell or as a program. Lines that name packages (<c>#i</c>, <c>#r "nuget: …"</c>, <c>#!import</c>) are the notebook's.</summary>
internal static class CSharpSyntax
{
    public static string? Problem(string code)
    {
        string plain = string.Join('\n', code.Split('\n').Select(line => line.StartsWith('#') ? "" : line));
        return ProblemAs(SourceCodeKind.Script, plain) is { } problem && ProblemAs(SourceCodeKind.Regular, plain) is not null ? problem : null;
    }

    private static string? ProblemAs(SourceCodeKind kind, string code) =>
        CSharpSyntaxTree.ParseText(code, CSharpParseOptions.Default.WithKind(kind).WithLanguageVersion(LanguageVersion.Latest), cancellationToken: TestContext.Current.CancellationToken)
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .FirstOrDefault(each => each.Severity == DiagnosticSeverity.Error)?.ToString();
}
