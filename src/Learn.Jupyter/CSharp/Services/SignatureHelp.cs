using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Learn.Jupyter.CSharp;

/// <summary>The ways to call the function in whose parentheses the cursor stands.</summary>
internal static class SignatureHelp
{
    private const int Most = 12;

    public static async Task<IReadOnlyList<string>> AtAsync(Document document, int index, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var token = root!.FindToken(Math.Max(0, index - 1));
        var list = token.Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>()
            .FirstOrDefault(each => each.SpanStart < index && (each.CloseParenToken.IsMissing || index <= each.CloseParenToken.SpanStart));
        return list?.Parent switch
        {
            InvocationExpressionSyntax call => Texts(model!.GetMemberGroup(call.Expression, cancellationToken)),
            BaseObjectCreationExpressionSyntax make when model!.GetTypeInfo(make, cancellationToken).Type is INamedTypeSymbol type =>
                Texts(type.InstanceConstructors),
            _ => [],
        };
    }

    private static IReadOnlyList<string> Texts(IEnumerable<ISymbol> symbols) =>
    [
        .. symbols.OfType<IMethodSymbol>().Where(each => each.DeclaredAccessibility != Accessibility.Private || each.ContainingType.IsScriptClass)
            .OrderBy(each => each.Parameters.Length).Take(Most)
            .Select(each => each.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat
                .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType)
                .WithParameterOptions(SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut))),
    ];
}
