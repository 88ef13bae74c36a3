using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Documents.Tests.Syntax;

/// <summary>C# that is not run is parsed at least.</summary>
internal static class CSharpSyntax
{
    public static string? Problem(string code) =>
        CSharpSyntaxTree.ParseText(code, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest))
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .FirstOrDefault(each => each.Severity == DiagnosticSeverity.Error)?.ToString();
}
