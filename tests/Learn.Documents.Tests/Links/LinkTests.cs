using Learn.Architecture.Tests;
using Learn.Architecture.Tests.Reading;

namespace Learn.Documents.Tests.Links;

/// <summary>A link that leads nowhere is the first thing that a newcomer finds.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("learn-links-").FullName;

    public static TheoryData<string> EveryDocument => [.. Documents.All];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Links_lead_somewhere(string document) => Findings.None(DocumentLinks.Broken(Repository.PathTo(document), Documents.Read(document)));

    [Theory]
    [InlineData("[a](other.md)")]
    [InlineData("[a](other.md#the-second-part)")]
    [InlineData("[a](#here-it-is)\n\n## Here it is")]
    [InlineData("![a](deeper/picture.png)")]
    [InlineData("<img src=\"deeper/picture.png\">")]
    [InlineData("[a][1]\n\n[1]: other.md")]
    [InlineData("`[a](no.md)` and [b](https://example.org/no.md)")]
    public void A_good_link_is_no_finding(string text) => Assert.Empty(Find(text));

    [Theory]
    [InlineData("[a](no.md)", "no.md leads nowhere")]
    [InlineData("[a](other.md#no-such-part)", "other.md#no-such-part leads to a heading that is not there")]
    [InlineData("[a](#nowhere)", "#nowhere leads to a heading that is not there")]
    [InlineData("![a](deeper/no.png)", "deeper/no.png leads nowhere")]
    [InlineData("<img src=\"no.png\">", "no.png leads nowhere")]
    [InlineData("[a][1]\n\n[1]: no.md", "no.md leads nowhere")]
    public void A_broken_link_is_one_finding(string text, string finding) => Assert.StartsWith(finding, Assert.Single(Find(text)), StringComparison.Ordinal);

    private List<string> Find(string text)
    {
        File.WriteAllText(Path.Combine(folder, "other.md"), "# Other\n\n## The second part\n");
        Directory.CreateDirectory(Path.Combine(folder, "deeper"));
        File.WriteAllText(Path.Combine(folder, "deeper", "picture.png"), "");
        string document = Path.Combine(folder, "this.md");
        File.WriteAllText(document, text);
        return [.. DocumentLinks.Broken(document, text)];
    }
}
