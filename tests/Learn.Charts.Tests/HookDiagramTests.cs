using Learn.Netfilter;

namespace Learn.Tests.Figures;

public sealed class HookDiagramTests
{
    private static readonly (Hook Hook, string Table, string? Note)[] Forwarded =
        [(Hook.Prerouting, "nat", "DNAT to <10.244.1.7:8080> & \"on\""), (Hook.Forward, "filter", null), (Hook.Postrouting, "nat", null)];

    [Fact]
    public void A_picture_is_one_element_with_a_title_and_a_description()
    {
        var picture = HookDiagram.Draw(Forwarded, "From a pod");
        var svg = SvgChecks.Load(picture);
        Assert.Equal("From a pod", svg.Element(SvgChecks.Svg + "title")!.Value);
        Assert.Contains("DNAT to <10.244.1.7:8080> & \"on\"", svg.Element(SvgChecks.Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.StartsWith("From a pod:\n1. PREROUTING nat: DNAT to", picture.AlternativeText, StringComparison.Ordinal);
        Assert.EndsWith("It leaves to the network.", picture.AlternativeText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 4)]
    public void The_way_is_lit_up_to_its_end(bool arrives, int paths) =>
        Assert.Equal(paths, Lit(HookDiagram.Draw(Forwarded, arrives: arrives)));

    [Fact]
    public void What_this_host_sends_to_itself_comes_back_over_loopback()
    {
        var picture = HookDiagram.Draw([(Hook.Output, "nat", null), (Hook.Postrouting, "nat", null), (Hook.Prerouting, "raw", null), (Hook.Input, "filter", null)]);
        Assert.Contains("path back lit", picture.Svg, StringComparison.Ordinal);
        Assert.Equal(6, Lit(picture));
        Assert.DoesNotContain("path back lit", HookDiagram.Draw(Forwarded).Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_way_nothing_is_lit()
    {
        var picture = HookDiagram.Draw([]);
        SvgChecks.Load(picture);
        Assert.Equal(0, Lit(picture));
    }

    private static int Lit(SvgPicture picture) => SvgChecks.Load(picture).Descendants(SvgChecks.Svg + "path")
        .Count(path => path.Attribute("class")!.Value.Split(' ') is ["path", .., "lit"]);
}
