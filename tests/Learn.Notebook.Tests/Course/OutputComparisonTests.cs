using System.Text.Json.Nodes;

namespace Learn.Notebook.Tests.Course;

/// <summary>Whether stored outputs are still what the cells show.</summary>
public sealed class OutputComparisonTests
{
    [Theory]
    [InlineData("", "10.0.0.1 in 3.5 ms", "10.0.0.2 in 17 ms", true)]
    [InlineData("", "id=a-0bace0ac-B", "id=a-febedeed-B", true)]
    [InlineData("", "one endpoint", "two endpoints", false)]
    [InlineData("", "<style>p{color:red}</style>one endpoint", "<style>p{color:blue}\nb{}</style>one endpoint", true)]
    [InlineData("key-result", "1 endpoint", "1 endpoint", true)]
    [InlineData("key-result", "1 endpoint", "2 endpoints", false)]
    [InlineData("key-result", "1 endpoint", "2 endpoint", false)]
    [InlineData("varies", "one endpoint", "two endpoints", true)]
    public void The_tag_says_how_much_a_text_may_change(string tag, string stored, string executed, bool isSame)
    {
        var differences = OutputComparison.Differences(Notebook(tag, stored), Notebook(tag, executed));
        Assert.Equal(isSame, differences.Count == 0);
        Assert.All(differences, difference => Assert.StartsWith("cell-a: execute_result text/plain is \"" + executed, difference, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("varies")]
    public void Another_kind_of_output_is_a_difference_whatever_the_tag(string tag)
    {
        var differences = OutputComparison.Differences(Notebook(tag, "text", "text/html"), Notebook(tag, "text"));
        Assert.Equal("cell-a: shows execute_result text/plain, but stored is execute_result text/html", Assert.Single(differences));
    }

    [Fact]
    public void A_cell_that_was_added_is_a_difference() =>
        Assert.Single(OutputComparison.Differences(NotebookFile.Parse("""{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}""", "empty"), Notebook("", "text")));

    private static NotebookFile Notebook(string tag, string text, string mimeType = "text/plain")
    {
        var cell = new JsonObject
        {
            ["cell_type"] = "code", ["id"] = "cell-a", ["source"] = "1", ["execution_count"] = 1,
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray(tag) },
            ["outputs"] = new JsonArray(new JsonObject
            {
                ["output_type"] = "execute_result", ["execution_count"] = 1, ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [mimeType] = text },
            }),
        };
        return NotebookFile.Parse(new JsonObject { ["nbformat"] = 4, ["nbformat_minor"] = 5, ["metadata"] = new JsonObject(), ["cells"] = new JsonArray(cell) }.ToJsonString(), "made");
    }
}
