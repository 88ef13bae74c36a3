using Microsoft.CodeAnalysis;

namespace Learn.Documents.Tests.Reference;

/// <summary>Links between the pages of the reference.</summary>
/// <param name="here">The library whose page has the link.</param>
/// <param name="libraries">All libraries.</param>
internal sealed class ApiLinks(string here, IReadOnlyList<ApiLibrary> libraries)
{
    private readonly Dictionary<string, INamedTypeSymbol> types = libraries.SelectMany(library => library.Types).ToDictionary(type => type.GetDocumentationCommentId()!, StringComparer.Ordinal);

    /// <summary>A link to what a doc comment refers to (<c>T:Learn.Lab</c>, <c>M:Learn.Lab.Dispose</c>); its name as code if no page has it.</summary>
    public string To(string reference)
    {
        string name = reference[2..].Split('(')[0];
        if (reference.StartsWith("T:", StringComparison.Ordinal))
        {
            return types.TryGetValue(reference, out var type) ? Link(type, ApiNames.Of(type)) : $"`{Plain(name)}`";
        }

        int dot = name.LastIndexOf('.');
        string member = Plain(name);
        return dot > 0 && types.TryGetValue("T:" + name[..dot], out var owner) ? Link(owner, member == "#ctor" ? ApiNames.Of(owner) : $"{ApiNames.Of(owner)}.{member}") : $"`{member}`";
    }

    private string Link(INamedTypeSymbol type, string text) => $"[`{text}`]({(type.ContainingAssembly.Name == here ? "" : type.ContainingAssembly.Name + ".md")}#{ApiNames.Anchor(type)})";

    private static string Plain(string name)
    {
        string last = name[(name.LastIndexOf('.') + 1)..];
        int arity = last.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? last : last[..arity];
    }
}
