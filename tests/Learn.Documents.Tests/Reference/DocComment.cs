using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Learn.Documents.Tests.Reference;

/// <summary>A doc comment as Markdown.</summary>
/// <param name="root">The compiler's XML.</param>
/// <param name="links">Makes links of what is referred to.</param>
internal sealed class DocComment(XElement root, ApiLinks links)
{
    /// <summary>What it is.</summary>
    public string Summary => Markdown(root.Element("summary"));

    /// <summary>What else is to be known.</summary>
    public string Remarks => Markdown(root.Element("remarks"));

    /// <summary>What a method returns.</summary>
    public string Returns => Markdown(root.Element("returns"));

    /// <summary>Parameters and type parameters that something is said about.</summary>
    public IEnumerable<(string Name, string Text)> Parameters =>
        from element in root.Elements() where element.Name.LocalName is "param" or "typeparam" select (element.Attribute("name")!.Value, Markdown(element));

    /// <summary>What is thrown, and when.</summary>
    public IEnumerable<(string Type, string Text)> Exceptions => root.Elements("exception").Select(element => (links.To(element.Attribute("cref")!.Value), Markdown(element)));

    /// <summary>Code to begin with.</summary>
    public IEnumerable<string> Examples => root.Elements("example").Elements("code").Select(code => Unindented(code.Value));

    /// <summary>Reads that of a type or a member. What is inherited is taken from where it is written.</summary>
    public static DocComment Of(ISymbol symbol, ApiLinks links)
    {
        var root = Read(symbol);
        return new DocComment(root.Element("inheritdoc") is null ? root : Inherited(symbol) ?? root, links);
    }

    private static XElement Read(ISymbol symbol) =>
        symbol.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken) is { Length: > 0 } xml ? XElement.Parse(xml.StartsWith("<member", StringComparison.Ordinal) ? xml : $"<member>{xml}</member>", LoadOptions.PreserveWhitespace) : new XElement("member");

    private static XElement? Inherited(ISymbol symbol)
    {
        var above = symbol switch
        {
            IMethodSymbol { OverriddenMethod: { } method } => method,
            IPropertySymbol { OverriddenProperty: { } property } => property,
            INamedTypeSymbol type => type.BaseType is { SpecialType: SpecialType.None } parent ? parent : type.Interfaces.FirstOrDefault(),
            _ => symbol.ContainingType.AllInterfaces.SelectMany(each => each.GetMembers())
                .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)),
        };
        var found = above is null ? null : Read(above.OriginalDefinition);
        return found is null ? null
            : found.Element("inheritdoc") is not null ? Inherited(above!)
            : found.HasElements ? found
            : new XElement("member", new XElement("summary", "As ", new XElement("c", $"{ApiNames.Of(above!.ContainingType ?? (INamedTypeSymbol)above)}{(above is INamedTypeSymbol ? "" : "." + above.Name)}"), " has it."));
    }

    private string Markdown(XElement? element)
    {
        var text = new StringBuilder();
        foreach (var node in element?.Nodes() ?? [])
        {
            text.Append(node switch
            {
                XElement { Name.LocalName: "see" or "seealso" } see => see.Attribute("cref") is { } aim ? links.To(aim.Value) : Code(see.Attribute("langword")?.Value ?? see.Value),
                XElement { Name.LocalName: "paramref" or "typeparamref" } parameter => Code(parameter.Attribute("name")!.Value),
                XElement { Name.LocalName: "c" } code => Code(code.Value),
                XElement inner => $" {Markdown(inner)} ",
                XText words => Escaped(words.Value),
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";

    private static string Escaped(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);

    private static string Unindented(string code)
    {
        var lines = code.Trim('\n', '\r').TrimEnd().Split('\n');
        int margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < margin ? "" : line[margin..].TrimEnd()));
    }
}
