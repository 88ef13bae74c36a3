using Learn.Jupyter.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

public sealed class LanguageTests
{
    [Fact]
    public async Task A_cell_is_run_and_its_value_shown()
    {
        using var language = new CSharpLanguage();
        using var output = new Session();
        var cancel = TestContext.Current.CancellationToken;
        var result = await language.ExecuteAsync(new CellRequest("Console.Write(\"out\"); var x = 40; x + 2") { ExecutionCount = 3 }, output, cancel);
        var expression = await language.EvaluateAsync("x", cancel);
        var failed = await language.ExecuteAsync(new CellRequest("throw new TimeoutException(\"too late\");") { ExecutionCount = 4 }, output, cancel);

        Assert.Equal("42", result.Value!.TextOf("text/plain"));
        Assert.Equal("40", expression.Value!.TextOf("text/plain"));
        Assert.Equal("out", output.Output);
        Assert.Equal(("TimeoutException", "too late"), (failed.Error!.Name, failed.Error.Message));
        Assert.Contains("cell 4", string.Join('\n', failed.Error.Traceback), StringComparison.Ordinal);
        await language.WarmUp;
    }

    [Fact]
    public async Task Values_are_shown_by_the_formatter_that_was_given()
    {
        using var language = new CSharpLanguage(formatter: new Shout(), warmsUp: false);
        var result = await language.ExecuteAsync(new CellRequest("\"hello\""), new Session(), TestContext.Current.CancellationToken);

        Assert.Equal("HELLO", result.Value!.TextOf("text/plain"));
    }

    [Theory]
    [InlineData("1 + 1", Completeness.Complete, "")]
    [InlineData("", Completeness.Complete, "")]
    [InlineData("for (;;) {", Completeness.Incomplete, "    ")]
    [InlineData("void F() {\n  if (true) {", Completeness.Incomplete, "        ")]
    [InlineData("var x = Math.Max(1,", Completeness.Incomplete, "    ")]
    [InlineData("/* open", Completeness.Incomplete, "")]
    [InlineData("var x = \"\"\"\n text", Completeness.Incomplete, "")]
    [InlineData("var x = )", Completeness.Invalid, "")]
    [InlineData("int x = 1;", Completeness.Complete, "")]
    public async Task Completeness_is_told(string code, Completeness status, string indent)
    {
        using var language = new CSharpLanguage(warmsUp: false);

        Assert.Equal(new CompletenessResult(status, indent), await language.IsCompleteAsync(code, TestContext.Current.CancellationToken));
    }

    private sealed class Shout : IValueFormatter
    {
        public MimeBundle? Format(object? value) => MimeBundle.Text(value!.ToString()!.ToUpperInvariant());
    }
}
