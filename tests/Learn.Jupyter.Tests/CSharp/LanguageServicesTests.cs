namespace Learn.Jupyter.Tests.CSharp;

public sealed class LanguageServicesTests(LanguageFixture fixture) : IClassFixture<LanguageFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Math.Sq|", "Sqrt", 5)]
    [InlineData("Console.Wri|", "WriteLine", 8)]
    [InlineData("\"abc\".Subs|", "Substring", 6)]
    [InlineData("Enumera|", "Enumerable", 0)]
    [InlineData("Enumerable.Range(0, 3).Whe|", "Where", 23)]
    [InlineData("whil|", "while", 0)]
    [InlineData("var local = 5; loc|", "local", 15)]
    [InlineData("ear|", "earlier", 0)]
    [InlineData("earlier.Su|", "Sum", 8)]
    [InlineData("Hel|", "Helper", 0)]
    [InlineData("\"\U0001F600\".Len|", "Length", 4)]
    [InlineData("/* \U0001F600\U0001F680 */ Math.Flo|or", "Floor", 14)]
    public async Task What_fits_is_offered(string code, string expected, int start)
    {
        var (text, cursor) = Split(code);
        var result = await fixture.Language.CompleteAsync(text, cursor, Cancel);

        Assert.Contains(result.Matches, match => match.Text == expected);
        Assert.Equal(start, result.CursorStart);
        Assert.True(result.CursorEnd >= cursor);
        var prefix = text[CodePoints.ToIndex(text, start)..CodePoints.ToIndex(text, cursor)];
        Assert.All(result.Matches, match => Assert.StartsWith(prefix, match.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Matches_say_what_they_are()
    {
        var result = await fixture.Language.CompleteAsync("Console.Wri", 11, Cancel);

        Assert.Equal("function", result.Matches.First(match => match.Text == "WriteLine").Kind);
        Assert.Equal(["Write", "WriteLine"], result.Matches.Select(match => match.Text));
    }

    [Theory]
    [InlineData("Math.Sq|rt(4)", "Math.Sqrt(double d)")]
    [InlineData("ear|lier", "earlier")]
    [InlineData("Hel|per(1)", "Twice a number.")]
    [InlineData("Helper(|", "int Helper(int number)")]
    [InlineData("Math.Pow(2, |)", "Math.Pow(double x, double y)")]
    [InlineData("new Version(|)", "Version(string version)")]
    [InlineData("/* \U0001F600 */ ear|lier", "earlier")]
    public async Task Help_names_what_stands_at_the_cursor(string code, string expected)
    {
        var (text, cursor) = Split(code);
        var result = await fixture.Language.InspectAsync(text, cursor, 0, Cancel);

        Assert.Contains(expected, result.Content?.TextOf("text/plain") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_known_of_nothing()
    {
        Assert.Null((await fixture.Language.InspectAsync("   ", 1, 0, Cancel)).Content);
        Assert.Null((await fixture.Language.InspectAsync("", 0, 0, Cancel)).Content);
    }

    private static (string Code, int Cursor) Split(string code)
    {
        var index = code.IndexOf('|', StringComparison.Ordinal);
        return (code.Remove(index, 1), CodePoints.FromIndex(code, index));
    }
}
