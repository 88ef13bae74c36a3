using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Learn.Documents.Tests.Reference;

/// <summary>How types and members are written, and where a page has them.</summary>
internal static partial class ApiNames
{
    private const SymbolDisplayMiscellaneousOptions Short = SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers;

    private static readonly SymbolDisplayFormat Name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes, genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters, miscellaneousOptions: Short);

    private static readonly SymbolDisplayFormat Signature = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor, miscellaneousOptions: Short);

    /// <summary>A type's name with those it is nested in: <c>Outer.Inner&lt;T&gt;</c>.</summary>
    public static string Of(ITypeSymbol type) => type.ToDisplayString(Name);

    /// <summary>A member as it is declared.</summary>
    public static string Declaration(ISymbol member) =>
        member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } ? member.Name : member.ToDisplayString(Signature).Replace("default(CancellationToken)", "default", StringComparison.Ordinal);

    /// <summary>The anchor of a type's heading, as code hosts make it.</summary>
    public static string Anchor(ITypeSymbol type) => Punctuation().Replace(Of(type.OriginalDefinition).ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>What a type is: <c>public sealed record</c> and what it builds on.</summary>
    public static string Declaration(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { TypeKind: TypeKind.Enum } => "enum",
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Delegate } => "delegate",
            { TypeKind: TypeKind.Struct } => (type.IsReadOnly ? "readonly " : "") + (ApiMembers.IsRecord(type) ? "record struct" : "struct"),
            { IsStatic: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (type.IsRecord ? "record" : "class"),
        };
        if (type.DelegateInvokeMethod is { } invoke)
        {
            return $"{kind} {Declaration((ISymbol)invoke).Replace($"{Of(type)}.Invoke(", $"{Of(type)}(", StringComparison.Ordinal)}";
        }

        var bases = (type.BaseType is { SpecialType: SpecialType.None } above ? [above] : Array.Empty<INamedTypeSymbol>())
            .Concat(type.Interfaces.Where(each => each.DeclaredAccessibility == Accessibility.Public && !(ApiMembers.IsRecord(type) && each.Name == "IEquatable"))).Select(Of).ToList();
        return $"{kind} {Of(type)}{(bases.Count > 0 ? $" : {string.Join(", ", bases)}" : "")}";
    }

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}_ -]")]
    private static partial Regex Punctuation();
}
