using Learn.Course;
using Learn.Notebook.Tests.Pictures;

namespace Learn.Notebook.Tests.Course;

/// <summary>What the course shows: words beside symbols, a width of 100 columns, a form for machines.</summary>
public sealed class CourseDisplayTests
{
    public static TheoryData<string> Displays => [.. DisplayCases.All.Keys.Where(name => name.StartsWith("course-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Displays))]
    public void Plain_text_fits_a_hundred_columns_and_says_what_the_page_says(string name)
    {
        var bundle = ValueFormatter.FormatAny(DisplayCases.All[name]());
        var text = bundle.TextOf("text/plain")!;
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, $"{line.Length} columns: {line}"));
        Assert.DoesNotContain("**", text, StringComparison.Ordinal);
        Assert.DoesNotContain("**", bundle.TextOf("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_check_says_in_words_how_it_went_what_was_expected_seen_and_what_shows_it()
    {
        var text = CourseSamples.Failed.ToBundle().TextOf("text/plain")!;
        foreach (var word in (string[])["✓ holds", "✗ does not hold", "… not answered", "! check broken", "– not tried", "Expected: every one of 30 requests", "Seen: 30 of 30 were refused",
            "Try it: #!curl -n 30 http://shop:8090", "Problem: checks/even.csx(3,9)", "Not yet: 1 check does not hold. That was try 2.", "#!hint 03"])
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("learn distribution", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_reads_the_report_beside_the_words()
    {
        var json = CourseSamples.Failed.ToBundle().Data[CheckList.MediaType];
        Assert.False(json.GetProperty("passed").GetBoolean());
        Assert.Equal(2, json.GetProperty("tries").GetInt32());
        Assert.Equal(["passed", "failed", "unanswered", "broken", "skipped"], json.GetProperty("checks").EnumerateArray().Select(each => each.GetProperty("verdict").GetString()));
        Assert.False(CourseSamples.Running.ToBundle().Data.ContainsKey(CheckList.MediaType));
    }

    [Fact]
    public void What_a_check_has_seen_is_never_taken_for_markup()
    {
        var html = CourseSamples.Failed.ToBundle().TextOf("text/html")!;
        Assert.Contains("Each &lt;Pod&gt; gets its part", html, StringComparison.Ordinal);
        Assert.Contains("<code>shop-1</code>", html, StringComparison.Ordinal);
        var odd = new CheckList("x", [new CheckResult("a", "a *b* c `d", CheckVerdict.Failed) { Seen = "0.0.0.0/0 * _x_ <b>" }]).ToBundle().TextOf("text/html")!;
        Assert.Contains("a *b* c `d", odd, StringComparison.Ordinal);
        Assert.Contains("0.0.0.0/0 * _x_ &lt;b&gt;", odd, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_names_cells_and_no_commands_for_terminals()
    {
        var hint = CourseSamples.Hint.ToBundle();
        Assert.Contains("`#!kubectl get pods --show-labels`.", hint.TextOf("text/plain")!.Replace('\n', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("learn get", hint.TextOf("text/html"), StringComparison.Ordinal);
        Assert.Equal("Look: `#!walk web:80`.", NotebookWords.Of("Look: `#!walk web:80` (in a\nterminal `learn walk http://web`)."));
        Assert.Equal("It ends (in a terminal).", NotebookWords.Of("It ends (in a terminal)."));
    }

    [Fact]
    public void A_report_in_a_variable_is_shown_as_the_list_that_it_is()
    {
        var bundle = ValueFormatter.FormatAny(CourseSamples.Failed.Report);
        Assert.StartsWith("Exercise 03-wrong-selector\nA check itself went wrong.", bundle.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains(CheckList.MediaType, bundle.Data.Keys);
    }
}
