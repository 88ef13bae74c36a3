namespace Learn.Tests.Figures;

public sealed class ReportTests
{
    [Fact]
    public void Text_is_escaped_and_backticks_become_code()
    {
        var html = new Report("A <b> & `c`").Prose("x < y & `a<b` and ` alone").ToHtml();

        Assert.Contains("<title>A &lt;b&gt; &amp; `c`</title>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>A &lt;b&gt; &amp; <code>c</code></h1>", html, StringComparison.Ordinal);
        Assert.Contains("<p>x &lt; y &amp; <code>a&lt;b</code> and ` alone</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_lines_part_paragraphs()
    {
        var html = new Report("t").Prose("one\r\n\r\ntwo\n\n\n\nthree").ToHtml();

        Assert.Contains("<p>one</p>\n<p>two</p>\n<p>three</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_lines_say_so_in_words_too()
    {
        var html = new Report("t").Listing([new("a", LineChange.Added), new("b", LineChange.Removed), new("c") { Note = "n" }], "`x`").ToHtml();

        Assert.Contains("<figcaption><code>x</code></figcaption>", html, StringComparison.Ordinal);
        Assert.Contains("<ins class=\"line added\"><span class=\"sr\">added: </span>a</ins>", html, StringComparison.Ordinal);
        Assert.Contains("<del class=\"line removed\"><span class=\"sr\">removed: </span>b</del>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"line\">c  <span class=\"note\"># n</span></span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Chains_stand_out_in_rules_and_words_stay_whole()
    {
        var html = new Report("t").Listing([new("-A KUBE-SVC-X -j KUBE-SEP-Y")], wrap: true).ToHtml();

        Assert.Contains("<span class=\"word\">-A <span class=\"chain\">KUBE-SVC-X</span></span> <span class=\"word\">-j <span class=\"chain\">KUBE-SEP-Y</span></span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_figures_there_is_no_script()
    {
        var html = ReportWithoutFigures().ToHtml();

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, 20_000);
    }

    [Fact]
    public void Plotly_is_there_once_for_any_number_of_figures()
    {
        var html = ReportSample.Make().ToHtml();

        Assert.Equal(2, html.Split("id=\"learn-plotly\"").Length);
        Assert.InRange(html.Length, 500_000, 1_700_000);
    }

    [Fact]
    public async Task A_report_is_saved_as_a_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"learn-report-{Guid.NewGuid():N}.html");
        try
        {
            var report = ReportWithoutFigures();
            await report.SaveAsync(path, TestContext.Current.CancellationToken);

            Assert.Equal(report.ToHtml(), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Other_heading_levels_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Report("t").Heading("x", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Report("t").Heading("x", 4));
    }

    private static Report ReportWithoutFigures() => new Report("t").Lead("l").Heading("h").Code("a\nb").Table(["x"], [["1"]]);
}
