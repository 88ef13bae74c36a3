using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Learn.Tests.Figures;

/// <summary>What every picture in SVG must be.</summary>
internal static class SvgChecks
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    /// <summary>Reads a picture strictly, and checks that it is one element, runs nothing, loads nothing, names no id twice and is under 1 MB.</summary>
    public static XElement Load(SvgPicture picture)
    {
        Assert.StartsWith("<svg", picture.Svg, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(picture.Svg), 1, 1_000_000);
        using var reader = XmlReader.Create(new StringReader(picture.Svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal("img", root.Attribute("role")?.Value);
        Assert.NotEmpty(root.Element(Svg + "title")!.Value);
        Assert.NotEmpty(root.Element(Svg + "desc")!.Value);
        var labels = $"{root.Element(Svg + "title")!.Attribute("id")!.Value} {root.Element(Svg + "desc")!.Attribute("id")!.Value}";
        Assert.Equal(labels, root.Attribute("aria-labelledby")!.Value);

        foreach (var element in root.DescendantsAndSelf())
        {
            Assert.Equal(Svg, element.Name.Namespace);
            Assert.DoesNotContain(element.Name.LocalName, (string[])["script", "foreignObject", "image", "iframe", "use", "animate", "set", "handler"]);
            foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            {
                Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.ToString());
                if (attribute.Name.LocalName == "href" || attribute.Name == Link + "href")
                {
                    Assert.StartsWith("#", attribute.Value, StringComparison.Ordinal);
                }

                Assert.DoesNotContain("url(", attribute.Value, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("javascript:", attribute.Value, StringComparison.OrdinalIgnoreCase);
            }
        }

        var style = string.Concat(root.Descendants(Svg + "style").Select(each => each.Value));
        Assert.DoesNotContain("@import", style, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", style, StringComparison.OrdinalIgnoreCase);
        var ids = root.DescendantsAndSelf().Select(element => element.Attribute("id")?.Value).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        return root;
    }
}
