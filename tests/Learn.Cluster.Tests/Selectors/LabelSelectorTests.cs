using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "web", ["tier"] = "front" };

    [Theory]
    [InlineData("", true)]
    [InlineData("app", true)]
    [InlineData("!app", false)]
    [InlineData("!legacy", true)]
    [InlineData("app=web", true)]
    [InlineData("app==web", true)]
    [InlineData("app = web , tier=front", true)]
    [InlineData("app=web,tier=back", false)]
    [InlineData("app!=web", false)]
    [InlineData("legacy!=x", true)]
    [InlineData("app in (db, web)", true)]
    [InlineData("app notin (db,web)", false)]
    [InlineData("legacy notin (x)", true)]
    [InlineData("app=", false)]
    public void A_selector_selects_by_its_requirements(string text, bool expected) => Assert.Equal(expected, LabelSelector.Parse(text).Matches(Labels));

    [Theory]
    [InlineData("app=web,tier in (a,b),!legacy,x!=y,z notin (c,d),k")]
    public void A_selector_is_written_as_it_is_read(string text) => Assert.Equal(text, LabelSelector.Parse(text).ToString());

    [Theory]
    [InlineData("app=web,", "at character 9 found the end, expected a label after the comma")]
    [InlineData("app in web", "at character 8 found 'w', expected '('")]
    [InlineData("app web", "at character 8 found the end, expected one of: =, ==, !=, in, notin, or a comma")]
    [InlineData("=web", "at character 1 found '=', expected a label")]
    public void A_wrong_selector_is_refused_with_the_place(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => LabelSelector.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_selector_of_a_deployment_joins_labels_and_expressions()
    {
        var selector = LabelSelector.FromSelector(new V1LabelSelector
        {
            MatchLabels = new Dictionary<string, string> { ["app"] = "web" },
            MatchExpressions = [new V1LabelSelectorRequirement { Key = "tier", OperatorProperty = "NotIn", Values = ["back"] }],
        });
        Assert.Equal("app=web,tier!=back", selector.ToString());
        Assert.True(selector.Matches(Labels));
    }
}
