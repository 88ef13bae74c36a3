using System.Diagnostics;
using System.Text;
using Learn.Netfilter;

namespace Learn.Tests.Figures.Graphs;

/// <summary>Graphs laid out by the real Graphviz.</summary>
public sealed class GraphPictureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_capture_is_a_valid_picture_without_scripts()
    {
        foreach (var (name, rules) in Captures.All())
        {
            var picture = await Charts.ChainGraphAsync(rules, cancellationToken: Cancellation);
            var root = SvgChecks.Load(picture);
            Assert.True(root.Descendants(SvgChecks.Svg + "g").Any(group => group.Attribute("class")?.Value.StartsWith("node", StringComparison.Ordinal) == true) || rules.RuleCount == 0, name);
            Assert.Contains("The chains of a node", picture.AlternativeText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_thousand_Services_make_a_small_picture()
    {
        var rules = Captures.Many(1_000);
        var watch = Stopwatch.StartNew();
        var picture = await Charts.ChainGraphAsync(rules, cancellationToken: Cancellation);
        TestContext.Current.SendDiagnosticMessage($"1,000 Services: {Encoding.UTF8.GetByteCount(picture.Svg)} bytes, {watch.ElapsedMilliseconds} ms");
        SvgChecks.Load(picture);
        Assert.InRange(Encoding.UTF8.GetByteCount(picture.Svg), 10_000, 200_000);
        Assert.Contains("… 990 more Services", picture.Svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_rules_say_cannot_break_out_of_a_picture()
    {
        const string Save = "*nat\n:PREROUTING ACCEPT [0:0]\n:\\N\"<b>&amp; - [0:0]\n"
            + "-A PREROUTING -m comment --comment \"</text><script>alert(1)</script> \\\\G \\\\N &#10; \\\"]; x\" -j \\N\"<b>&amp;\n-A \\N\"<b>&amp; -j ACCEPT\nCOMMIT\n";
        var parsed = RulesetParser.TryParse(Save, IpFamily.IPv4).Ruleset!;
        var picture = await Charts.ChainGraphAsync(parsed, new GraphOptions { Title = "</title><script>" }, Cancellation);
        var root = SvgChecks.Load(picture);
        Assert.Contains(root.Descendants(SvgChecks.Svg + "text"), text => text.Value == "\\\u2060N\"<b>&amp;");
    }

    [Fact]
    public async Task Pictures_in_one_page_have_names_of_their_own_and_the_same_picture_the_same()
    {
        var first = await Charts.ChainGraphAsync(Captures.Many(2), cancellationToken: Cancellation);
        var second = await Charts.ChainGraphAsync(Captures.Many(3), cancellationToken: Cancellation);
        Assert.Equal(first, await Charts.ChainGraphAsync(Captures.Many(2), cancellationToken: Cancellation));
        Assert.NotEqual(SvgChecks.Load(first).Attribute("aria-labelledby")!.Value, SvgChecks.Load(second).Attribute("aria-labelledby")!.Value);
    }

    [Fact]
    public async Task What_is_pointed_at_says_what_it_is()
    {
        var picture = await Charts.ChainGraphAsync(Captures.Of("clusterip-two-pods"), new GraphOptions { About = "shop/cart" }, Cancellation);
        var titles = SvgChecks.Load(picture).Descendants(SvgChecks.Svg + "title").Select(title => title.Value).ToList();
        Assert.Contains(titles, title => title.StartsWith("nat KUBE-SERVICES rule 1: ", StringComparison.Ordinal) && title.Contains("shop/cart", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chains_lead_to_their_place_in_a_listing()
    {
        var picture = await Charts.ChainGraphAsync(Captures.Many(1), new GraphOptions { Listing = "rules" }, Cancellation);
        var links = SvgChecks.Load(picture).Descendants(SvgChecks.Svg + "a").Select(link => link.Attribute("href")!.Value).ToList();
        Assert.Contains("#rules-nat-KUBE-SERVICES", links);
        Assert.Equal(links.Count, links.Distinct().Count());
        Assert.Empty(SvgChecks.Load(await Charts.ChainGraphAsync(Captures.Many(1), cancellationToken: Cancellation)).Descendants(SvgChecks.Svg + "a"));
    }

    [Fact]
    public async Task It_stops_when_asked_to()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Charts.ChainGraphAsync(Captures.Many(2), cancellationToken: stop.Token));
    }
}
