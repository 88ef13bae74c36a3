namespace Learn.Jupyter.Tests.Protocol;

/// <summary>Patterns by which front ends search the history.</summary>
public sealed class GlobPatternTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("e?ho*", "echo a\nb", true)]
    [InlineData("e?ho", "echo a", false)]
    [InlineData("6 [*] 7", "6 * 7", true)]
    [InlineData("6 [*] 7", "6 + 7", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[a-c]x", "Bx", false)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[^a-c]x", "dx", true)]
    [InlineData("[]]", "]", true)]
    [InlineData("[z-a]", "[z-a]", true)]
    [InlineData("a[", "a[", true)]
    [InlineData("a[]", "a[]", true)]
    [InlineData(@"\d.(+", @"\d.(+", true)]
    [InlineData(@"[\]", @"\", true)]
    public void A_pattern_matches_as_in_SQLite(string pattern, string text, bool matches) => Assert.Equal(matches, new GlobPattern(pattern).Matches(text));
}
