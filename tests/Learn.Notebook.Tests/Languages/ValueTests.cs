using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Values of C# in cells of other languages, and the way back.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("\"three words here\"", "three words here")]
    [InlineData("42", "42")]
    [InlineData("1.5", "1.5")]
    [InlineData("true", "true")]
    [InlineData("(string?)null", "null")]
    [InlineData("new[] { 1, 2 }", "[1,2]")]
    [InlineData("new List<string> { \"a\", \"b\" }", "[\"a\",\"b\"]")]
    [InlineData("new Dictionary<string, string> { [\"app\"] = \"web\" }", "{\"app\":\"web\"}")]
    [InlineData("new { Port = 80 }", "{\"Port\":80}")]
    [InlineData("new V1ServicePort { Name = \"http\", Port = 80, TargetPort = 8080 }", "{\"name\":\"http\",\"port\":80,\"targetPort\":8080}")]
    [InlineData("new V1Namespace { ApiVersion = \"v1\", Kind = \"Namespace\", Metadata = new() { Name = \"shop\" } }",
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}")]
    [InlineData("System.Net.IPAddress.Parse(\"10.96.0.1\")", "10.96.0.1")]
    public async Task A_value_stands_as_yaml_can_read_it(string expression, string text)
    {
        await using var notebook = new TestNotebook();
        await notebook.TextAsync($"var x = {expression};");
        Assert.Equal($"<{text}>", await notebook.TextAsync("#!markdown\n<{{x}}>"));
    }

    [Fact]
    public async Task Properties_can_be_named_and_blanks_do_not_matter()
    {
        await using var notebook = new TestNotebook();
        await notebook.TextAsync("var word = \"four\";");
        Assert.Equal("4", await notebook.TextAsync("#!markdown\n{{ word.Length }}"));
    }

    [Fact]
    public async Task The_last_variable_of_a_name_counts()
    {
        await using var notebook = new TestNotebook();
        await notebook.TextAsync("var x = 1;");
        await notebook.TextAsync("var x = \"two\";");
        Assert.Equal("two", await notebook.TextAsync("#!markdown\n{{x}}"));
    }

    [Fact]
    public async Task A_missing_variable_is_named_with_its_place_in_the_cell()
    {
        await using var notebook = new TestNotebook();
        var error = await notebook.ErrorAsync("1 + 1\n#!markdown\nfirst\n  {{missing}}");
        Assert.StartsWith("line 4, column 3: {{missing}} cannot be filled in: there is no C# variable of this name.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_variable_in_the_selector_line_has_its_place_too()
    {
        await using var notebook = new TestNotebook();
        Assert.StartsWith("line 1, column 17: {{missing}}", await notebook.ErrorAsync("#!markdown some {{missing}}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_escapes_values_but_not_itself()
    {
        await using var notebook = new TestNotebook();
        await notebook.TextAsync("var x = \"<b>&</b>\";");
        var (result, _) = await notebook.RunAsync("#!html\n<i>{{x}}</i>");
        Assert.Equal("<i>&lt;b&gt;&amp;&lt;/b&gt;</i>", result.Value?.TextOf("text/html"));
    }

    [Fact]
    public async Task Markdown_is_shown_as_markdown()
    {
        await using var notebook = new TestNotebook();
        var (result, _) = await notebook.RunAsync("#!md\n# Title");
        Assert.Equal("# Title", result.Value?.TextOf("text/markdown"));
    }

    [Fact]
    public async Task A_result_goes_back_to_csharp_by_its_name()
    {
        await using var notebook = new TestNotebook();
        await notebook.TextAsync("#!markdown --as page\nfour");
        Assert.Equal("4", await notebook.TextAsync("page.Length"));
    }

    [Fact]
    public async Task Names_of_values_are_completed()
    {
        await using var notebook = new TestNotebook();
        await notebook.TextAsync("var replicas = 3; var region = \"eu\"; var other = 1;");
        Assert.Equal(["region", "replicas"], await notebook.CompleteAsync("#!yaml\nspec: {{re|"));
        Assert.Equal("#!yaml\nspec: {{ replicas }}", await notebook.TakeAsync("#!yaml\nspec: {{ rep| }}", "replicas"));
    }
}
