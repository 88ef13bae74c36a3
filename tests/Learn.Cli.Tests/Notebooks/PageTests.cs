using Learn.Cli.Notebooks.Html;
using Learn.Notebook;

namespace Learn.Cli.Tests.Notebooks;

/// <summary>Notebooks as pages.</summary>
public sealed class PageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a<b", "a&lt;b")]
    [InlineData("\u001b[31mred\u001b[0m plain", "<span class=\"fg1\">red</span> plain")]
    [InlineData("\u001b[1;92mbold\u001b[22mnot\u001b[39m.", "<span class=\"b fg10\">bold</span><span class=\"fg10\">not</span>.")]
    [InlineData("\u001b[38;5;3mx\u001b[38;2;1;2;3my", "<span class=\"fg3\">x</span><span class=\"fg3\">y</span>")]
    [InlineData("\u001b[2Kx\u001b]0;title\u0007y", "xy")]
    [InlineData("10 %\r100 %\r\ndone", "100 %\ndone")]
    public void Colours_of_a_terminal_become_classes(string text, string expected) => Assert.Equal(expected, AnsiMarkup.Write(text));

    [Theory]
    [InlineData("var x = \"<\"; // c", null, "<span class=\"keyword\">var</span> x = <span class=\"text\">&quot;&lt;&quot;</span>; <span class=\"comment\">// c</span>")]
    [InlineData("#!sh\n# c\n#!csharp\n1", null, "<span class=\"selector\">#!sh\n</span><span class=\"comment\"># c</span>\n<span class=\"selector\">#!csharp\n</span><span class=\"number\">1</span>")]
    [InlineData("kind: Pod", "yaml", "<span class=\"keyword\">kind</span>: Pod")]
    public void Code_has_a_little_colour(string code, string? language, string expected) => Assert.Equal(expected, CodeMarkup.Write(code, language));

    [Fact]
    public void Charts_bring_one_plotly_for_all_and_a_picture_for_those_without_scripts()
    {
        const string Chart = """{"output_type": "display_data", "metadata": {}, "data": {"application/vnd.plotly.v1+json": {"data": [{"y": [1], "name": "</script>"}], "layout": {}}, "image/svg+xml": "<svg/>"}}""";
        var page = Page($$"""{"cell_type": "code", "source": "chart", "outputs": [{{Chart}}, {{Chart}}]}""");
        Assert.Equal(2, page.Split("<figure class=\"chart\">").Length - 1);
        Assert.Single(page.Split("id=\"plotly\"").Skip(1));
        Assert.Contains("<noscript><svg/></noscript>", page, StringComparison.Ordinal);
        Assert.Contains("\\u003c/script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("id=\"plotly\"", Page("""{"cell_type": "code", "source": "1"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_that_draw_themselves_do_so()
    {
        var page = Page("""{"cell_type": "code", "source": "chart", "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"application/vnd.plotly.v1+json": {"data": []}, "text/html": "<b>itself</b>"}}]}""");
        Assert.Contains("<b>itself</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"plotly\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_markdown_are_in_the_page()
    {
        File.WriteAllBytes(folder.At("a b.png"), [1, 2, 3]);
        var page = Page("""{"cell_type": "markdown", "source": "# Hello\n![x](a%20b.png) ![y](attachment:z.gif) ![z](none.png)", "attachments": {"z.gif": {"image/gif": "R0lG"}}}""");
        Assert.Contains("<title>Hello</title>", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,AQID\"", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/gif;base64,R0lG\"", page, StringComparison.Ordinal);
        Assert.Contains("src=\"none.png\"", page, StringComparison.Ordinal);
    }

    private string Page(string cell) =>
        NotebookPage.Write(NotebookFile.Parse($$"""{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{{cell}}]}""", "x"), folder.At("x.ipynb"));
}
