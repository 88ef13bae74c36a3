using System.Text.RegularExpressions;
using Learn.Architecture.Tests.Reading;

namespace Learn.Documents.Tests.Commands;

/// <summary>The page on error messages quotes messages that the sources really print. What differs from case to case is <c>…</c> on the page.</summary>
public sealed partial class TroubleshootingTests
{
    private const string Page = "docs/troubleshooting.md";

    public static TheoryData<string> Messages => [.. from Match heading in Heading().Matches(Documents.Read(Page)) select heading.Groups["message"].Value];

    [Fact]
    public void There_are_messages_on_the_page() => Assert.True(Messages.Count >= 20, $"{Messages.Count}");

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_quoted_message_is_one_that_the_sources_print(string message)
    {
        // The pieces between what differs, one behind the other in one file, with nothing but a placeholder's text between them.
        var pieces = message.Split('…', StringSplitOptions.RemoveEmptyEntries).Select(piece => Regex.Escape(piece.Trim()).Replace("\\ ", @"(?:\s|""\s*\+\s*\$?""\s*)+", StringComparison.Ordinal));
        var pattern = new Regex(string.Join(@"[^\n]{0,200}?\s*(?:""\s*\+\s*\$?""\s*)?", pieces), RegexOptions.CultureInvariant);
        Assert.Contains(Sources(), source => pattern.IsMatch(source));
    }

    [Theory]
    [InlineData("No lab has ever been seen in the sky.")]
    public void An_invented_message_is_found_out(string message) => Assert.DoesNotContain(Sources(), source => source.Contains(message, StringComparison.Ordinal));

    private static IEnumerable<string> Sources() =>
        Repository.Files("src", "*.cs").Concat(Repository.Files("src", "*.sh")).Concat(Repository.Files("eng/wrapper", "*.sh")).Append("learn")
            .Select(path => Repository.Read(path).Replace("\\\"", "\"", StringComparison.Ordinal));

    [GeneratedRegex(@"^### `(?<message>[^`\n]+)`$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
