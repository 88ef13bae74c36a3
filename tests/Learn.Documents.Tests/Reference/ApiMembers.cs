using Microsoft.CodeAnalysis;

namespace Learn.Documents.Tests.Reference;

/// <summary>Which members of a type a page shows, and in which groups.</summary>
internal static class ApiMembers
{
    // What the compiler adds to every record.
    private static readonly string[] OfEveryRecord = ["ToString", "Equals", "GetHashCode", "PrintMembers", "EqualityContract", "Deconstruct", "<Clone>$", "op_Equality", "op_Inequality"];

    /// <summary>Whether a type is a record. Of a struct the compiled file tells it only by what the compiler has added.</summary>
    public static bool IsRecord(INamedTypeSymbol type) => type.IsRecord || (type.TypeKind == TypeKind.Struct && type.GetMembers("PrintMembers").Length > 0);

    /// <summary>The groups with their members, each sorted by name; empty groups are left out.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<ISymbol> Members)> Groups(INamedTypeSymbol type)
    {
        var members = type.TypeKind == TypeKind.Delegate ? [] : type.GetMembers().Where(member => IsShown(member, type)).ToList();
        return new (string Title, IEnumerable<ISymbol> Members)[]
        {
            (type.TypeKind == TypeKind.Enum ? "Values" : "Fields", members.OfType<IFieldSymbol>()),
            ("Constructors", members.OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Constructor)),
            ("Properties", members.OfType<IPropertySymbol>()),
            ("Methods", members.OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary)),
            ("Operators", members.OfType<IMethodSymbol>().Where(method => method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion)),
            ("Events", members.OfType<IEventSymbol>()),
        }.Select(group => (group.Title, (IReadOnlyList<ISymbol>)[.. type.TypeKind == TypeKind.Enum ? group.Members : group.Members.OrderBy(ApiNames.Declaration, ByName)])).Where(group => group.Item2.Count > 0);
    }

    private static Comparer<string> ByName { get; } = Comparer<string>.Create((one, other) => string.CompareOrdinal(NameIn(one), NameIn(other)) is var order and not 0 ? order : string.CompareOrdinal(one, other));

    private static bool IsShown(ISymbol member, INamedTypeSymbol type)
    {
        bool isVisible = member.DeclaredAccessibility is Accessibility.Public || (member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal && !type.IsSealed);
        bool isDocumented = member.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken) is { Length: > 0 };
        return isVisible && (isDocumented || !(IsRecord(type) && OfEveryRecord.Contains(member.Name))) && !IsOfTheCompiler(member, isDocumented);
    }

    // Constructors that nobody has written, and those of records, whose parameters are the properties.
    private static bool IsOfTheCompiler(ISymbol member, bool isDocumented) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } && !isDocumented;

    private static string NameIn(string declaration)
    {
        string head = declaration.Split('(', '{')[0].TrimEnd();
        return head[(head.LastIndexOf(' ') + 1)..];
    }
}
