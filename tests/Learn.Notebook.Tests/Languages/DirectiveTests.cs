using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>The small languages that say something about the notebook.</summary>
public sealed class DirectiveTests
{
    [Fact]
    public async Task Time_runs_the_code_and_says_how_long_it_took()
    {
        await using var notebook = new TestNotebook();
        var (result, shown) = await notebook.RunAsync("#!time\n1 + 2");
        Assert.Equal("3", result.Value?.TextOf("text/plain"));
        Assert.Matches(@"^Wall time: [\d.]+ m?s$", Assert.Single(shown.Displays).Content.TextOf("text/plain"));
    }

    [Fact]
    public async Task A_manifest_in_a_cell_of_csharp_is_told_what_is_missing()
    {
        await using var notebook = new TestNotebook();
        Assert.Contains("Begin it with the line #!yaml", await notebook.ErrorAsync("# mine\napiVersion: v1\nkind: Service"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_without_code_is_a_mistake()
    {
        await using var notebook = new TestNotebook();
        Assert.Contains("nothing to time", await notebook.ErrorAsync("#!time"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lsmagic_lists_every_language_with_its_usage()
    {
        await using var notebook = new TestNotebook();
        var text = await notebook.TextAsync("#!lsmagic");
        Assert.All(notebook.Language.Languages, language => Assert.Contains(language.Usage, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_about_cells_has_every_language_with_its_usage()
    {
        await using var notebook = new TestNotebook();
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "cells.md"), TestContext.Current.CancellationToken);
        Assert.All(notebook.Language.Languages, language => Assert.Contains("| `" + language.Usage.Replace("|", "\\|", StringComparison.Ordinal) + "` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_names_the_variables_and_whos_their_types_and_values()
    {
        await using var notebook = new TestNotebook();
        Assert.Equal("There is no C# variable yet.", await notebook.TextAsync("#!who"));
        await notebook.TextAsync("var numbers = new List<int> { 1, 2, 3 };\nvar word = \"<hello>\";");
        await notebook.TextAsync("int? none = null;");
        Assert.Equal("none\nnumbers\nword", await notebook.TextAsync("#!who"));
        var (result, _) = await notebook.RunAsync("#!whos");
        var text = result.Value!.TextOf("text/plain")!;
        Assert.Matches(@"(?m)^none +int\? +null$", text);
        Assert.Matches(@"(?m)^numbers +List<int> +3 elements$", text);
        Assert.Matches("(?m)^word +string +\"<hello>\"$", text);
        Assert.Contains("&quot;&lt;hello&gt;&quot;", result.Value.TextOf("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whos_survives_a_value_that_cannot_be_written()
    {
        await using var notebook = new TestNotebook();
        await notebook.TextAsync("class Bad { public override string ToString() => throw new InvalidOperationException(\"no\"); }\nvar bad = new Bad();");
        Assert.Contains("(InvalidOperationException: no)", await notebook.TextAsync("#!whos"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_starts_no_lab()
    {
        await using var notebook = new TestNotebook();
        var text = await notebook.TextAsync("#!about");
        Assert.Contains(".NET", text, StringComparison.Ordinal);
        Assert.Contains("The lab has not been started", text, StringComparison.Ordinal);
        Assert.Null(notebook.Language.Session.LabIfStarted);
    }
}
