using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Documents.Tests.Syntax;

/// <summary>C# that is not run is parsed at least. Lines that name packages (<c>#i</c>, <c>#r "nuget: …"</c>, <c>#!import</c>) are the notebook's.</summary>
internal static class CSharpSyntax
{
    public static string? Problem(string code) =>
        CSharpSyntaxTree.ParseText(
                string.Join('\n', code.Split('\n').Where(line => !line.StartsWith('#'))),
                CSharpParseOptions.Default.WithKind(code.StartsWith("#:", StringComparison.Ordinal) ? SourceCodeKind.Regular : SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest),
                cancellationToken: TestContext.Current.CancellationToken)
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .FirstOrDefault(each => each.Severity == DiagnosticSeverity.Error)?.ToString();
}
