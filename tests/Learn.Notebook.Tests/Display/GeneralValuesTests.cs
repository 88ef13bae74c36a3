#pragma warning disable CA1822 // The members of the sample values have to be those of instances: that is what is shown.
using System.Collections.Immutable;

namespace Learn.Notebook.Tests.Display;

/// <summary>Values of any type, as nobody has a formatter for them.</summary>
public sealed class GeneralValuesTests
{
    public sealed record Point(int X, int Y);

    private sealed class Node
    {
        public string Name { get; init; } = "";

        public Node? Next { get; set; }
    }

    private sealed class Grumpy
    {
        public int Good => 1;

        public int Bad => throw new InvalidOperationException("not <now>");
    }

    [Fact]
    public void A_scalar_is_its_text()
    {
        Assert.Equal("3", Values.Text(3));
        Assert.Equal("0.1", Values.Text(0.1));
        Assert.Equal("True", Values.Text(true));
        Assert.Equal("a\nb", Values.Text("a\nb"));
        Assert.Equal("Monday", Values.Text(DayOfWeek.Monday));
        Assert.Equal("10.0.0.1", Values.Text(System.Net.IPAddress.Parse("10.0.0.1")));
        Assert.Equal("Dictionary<string, int[]>", Values.Text(typeof(Dictionary<string, int[]>)));
        Assert.Null(Values.Format(3).TextOf("text/html"));
    }

    [Fact]
    public void Null_shows_nothing_as_a_result_and_a_word_when_displayed()
    {
        Assert.Null(new ValueFormatter().Format(null));
        Assert.Equal("null", Values.Text(null));
    }

    [Fact]
    public void A_long_text_is_cut_with_a_note()
    {
        var text = Values.Text(new string('x', 200_000));
        Assert.InRange(text.Length, 50_000, 50_100);
        Assert.EndsWith("… (200,000 characters)", text, StringComparison.Ordinal);
        Assert.Contains("… (1,000 characters)", Values.Html(new[] { new string('y', 1000) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_anonymous_types_and_tuples_show_their_members()
    {
        Assert.Equal("Point { X = 1, Y = 2 }", Values.Text(new Point(1, 2)));
        Assert.Contains("<th>Y</th><td>2</td>", Values.Html(new Point(1, 2)), StringComparison.Ordinal);
        Assert.Contains("<th>Name</th><td>&lt;b&gt;</td>", Values.Html(new { Name = "<b>" }), StringComparison.Ordinal);
        Assert.Equal("{ Name = x, Inner = { Numbers = 1, 2 } }", Values.Text(new { Name = "x", Inner = new { Numbers = new[] { 1, 2 } } }));
        Assert.Equal("(1, two)", Values.Text((1, "two")));
        Assert.Contains("<th>Item2</th><td>two</td>", Values.Html((1, "two")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sequence_of_objects_is_a_table_with_their_members_as_columns()
    {
        Assert.Equal("X   Y\n1   2\n3   4", Values.Text(new[] { new Point(1, 2), new Point(3, 4) }));
        var html = Values.Html(new[] { new Point(1, 2), new Point(3, 4) });
        Assert.Contains("<th class=\"number\">X</th><th class=\"number\">Y</th>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">3</td><td class=\"number\">4</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Primitive_sequences_have_one_column_and_dictionaries_two()
    {
        Assert.Equal("#   Value\n0       5\n1       6", Values.Text(new[] { 5, 6 }));
        Assert.Equal("Key   Value\na         1", Values.Text(new Dictionary<string, int> { ["a"] = 1 }));
        Assert.Contains("empty", Values.Text(Array.Empty<int>()), StringComparison.Ordinal);
        Assert.Contains("empty", Values.Text(default(ImmutableArray<int>)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mixed_sequence_says_the_types()
    {
        var text = Values.Text(new object[] { new Point(1, 2), "word", new { Z = 3 } });
        Assert.Contains("Type", text, StringComparison.Ordinal);
        Assert.Contains("word", text, StringComparison.Ordinal);
        Assert.Contains("anonymous type", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_sequence_shows_its_head_and_no_more_is_asked_for()
    {
        var asked = 0;
        IEnumerable<int> Endless()
        {
            while (true)
            {
                yield return asked++;
            }
        }

        var text = Values.Text(Endless());
        Assert.Equal(51, asked);
        Assert.Contains("the first 50; there are more", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_rows_are_counted_not_shown()
    {
        var million = Enumerable.Range(0, 1_000_000).Select(i => new Point(i, i)).ToList();
        var bundle = Values.Format(million);
        Assert.Contains("the first 50 of 1,000,000", bundle.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.InRange(bundle.TextOf("text/html")!.Length, 1_000, 20_000);
    }

    [Fact]
    public void What_contains_itself_is_shown_once()
    {
        var node = new Node { Name = "one" };
        node.Next = new Node { Name = "two", Next = node };
        var html = Values.Html(node);
        Assert.Contains("two", html, StringComparison.Ordinal);
        Assert.Contains("Node (see above)", html, StringComparison.Ordinal);

        var list = new List<object>();
        list.Add(list);
        Assert.Contains("List&lt;object&gt;", Values.Html(list), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deepest = new Node { Name = "deepest" };
        var node = Enumerable.Range(0, 1000).Aggregate(deepest, (next, i) => new Node { Name = $"n{i}", Next = next });
        Assert.InRange(Values.Html(node).Length, 100, 5_000);
    }

    [Fact]
    public void A_property_that_throws_says_what_and_spoils_nothing_else()
    {
        var html = Values.Html(new Grumpy());
        Assert.Contains("<th>Good</th><td>1</td>", html, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: not &lt;now&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_says_that_it_is_not_awaited()
    {
        Assert.StartsWith("Task<int> that has ended. It is not awaited: write \"await\"", Values.Text(Task.FromResult(3)), StringComparison.Ordinal);
        Assert.Contains("still runs", Values.Text(new TaskCompletionSource().Task), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_are_dumped()
    {
        Assert.Equal("5 bytes\n0000  48 65 6c 6c 00                                   Hell.", Values.Text("Hell\0"u8.ToArray()));
        Assert.EndsWith("… (744 bytes more)", Values.Text(new byte[1000]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_has_its_frames_folded()
    {
        Exception caught;
        try
        {
            throw new InvalidOperationException("went <wrong>", new ArgumentException("because"));
        }
        catch (InvalidOperationException e)
        {
            caught = e;
        }

        var html = Values.Html(caught);
        Assert.Contains("<span class=\"type\">InvalidOperationException</span>: went &lt;wrong&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<details><summary class=\"muted\">1 frame</summary>", html, StringComparison.Ordinal);
        Assert.Contains("because", html, StringComparison.Ordinal);
        Assert.StartsWith("System.InvalidOperationException: went <wrong>\n", Values.Text(caught), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_value_becomes_markup()
    {
        const string Attack = "<script>alert(1)</script>\"'><img onerror=x>";
        object[] values =
        [
            new { Attack }, new[] { Attack }, new Dictionary<string, string> { [Attack] = Attack }, new[] { new { Attack } }, new InvalidOperationException(Attack),
            new[] { new { Inner = new { Attack } } }, System.Text.Json.Nodes.JsonValue.Create(Attack),
        ];
        Assert.All(values, value =>
        {
            var html = Values.Html(value);
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_style_is_scoped()
    {
        var html = Values.Format(new[] { 1 }).TextOf("text/html")!;
        var css = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        var selectors = System.Text.RegularExpressions.Regex.Matches(css, @"(?<=^|\})[^{}]+(?=\{)").SelectMany(match => match.Value.Split(','));
        Assert.All(selectors, selector => Assert.Contains(".learn-out", selector, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", css, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_indented_and_html_content_is_as_it_is()
    {
        Assert.Equal("{\n  \"a\": [\n    1\n  ]\n}", Values.Text(System.Text.Json.Nodes.JsonNode.Parse("{\"a\":[1]}")));
        Assert.Equal("<b>x &amp; y</b>", Values.Format(NotebookFunctions.HTML("<b>x &amp; y</b>")).TextOf("text/html"));
        Assert.Equal("x & y", Values.Text(NotebookFunctions.HTML("<style>b{}</style><b>x &amp; y</b>")));
        Assert.Equal("# Title", Values.Format(NotebookFunctions.Markdown("# Title")).TextOf("text/markdown"));
    }
}
