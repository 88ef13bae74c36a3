using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests;

/// <summary>Cells, their blocks and their values.</summary>
public sealed class CellTests
{
    [Fact]
    public async Task A_cell_without_a_selector_is_csharp()
    {
        await using var notebook = new TestNotebook();
        Assert.Equal("3", await notebook.TextAsync("1 + 2"));
    }

    [Theory]
    [InlineData("#!csharp\n1 + 2")]
    [InlineData("%%csharp\n1 + 2")]
    [InlineData("#!c#\n1 + 2")]
    public async Task A_selector_line_chooses_the_language(string code)
    {
        await using var notebook = new TestNotebook();
        Assert.Equal("3", await notebook.TextAsync(code));
    }

    [Fact]
    public async Task Each_block_shows_its_result_and_the_last_one_is_the_cells()
    {
        await using var notebook = new TestNotebook();
        var (result, shown) = await notebook.RunAsync("1 + 2\n#!csharp\n3 + 4\n");
        Assert.Equal("7", result.Value?.TextOf("text/plain"));
        Assert.Equal("3", Assert.Single(shown.Displays).Content.TextOf("text/plain"));
    }

    [Fact]
    public async Task Errors_name_the_line_of_the_cell_not_of_the_block()
    {
        await using var notebook = new TestNotebook();
        var error = await notebook.ErrorAsync("1 + 2\n#!csharp\nvar x = 1;\nx +;");
        Assert.Contains("4", error, StringComparison.Ordinal);
        Assert.Contains("CS1525", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_selector_is_refused_with_the_known_ones()
    {
        await using var notebook = new TestNotebook();
        var error = await notebook.ErrorAsync("#!kubctl get pods");
        Assert.Contains("There is no \"#!kubctl\" here", error, StringComparison.Ordinal);
        Assert.Contains("#!csharp", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_declares_a_variable_of_the_results_type()
    {
        await using var notebook = new TestNotebook();
        await notebook.RunAsync("#!csharp --as words\nnew[] { \"one\", \"two\" }");
        Assert.Equal("2", await notebook.TextAsync("words.Length"));
    }
}
