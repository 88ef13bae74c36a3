using Learn.Cli.Exercises;
using Spectre.Console.Testing;

namespace Learn.Cli.Tests.Course;

/// <summary>Markdown of exercises, for reading in a terminal.</summary>
public sealed class MarkdownTextTests
{
    [Fact]
    public void Paragraphs_are_broken_at_words_and_everything_else_stands_as_it_is()
    {
        using var console = new TestConsole();
        console.Profile.Width = 44;

        MarkdownText.Write(console, """
            # A title

            The first line of a **paragraph** that is
            continued in a second one.

            1. A step with words enough for a second line.
            - `code` with [brackets]
            > quoted

            | a | b |
            |---|---|

            ```sh
            ./learn exercise check 07 and a line that is longer than the terminal
            ```
            """);

        Assert.Equal("""
            A title

            The first line of a paragraph that is
            continued in a second one.

            1. A step with words enough for a second
               line.
            - `code` with [brackets]
            > quoted

            | a | b |
            |---|---|


            """.ReplaceLineEndings("\n"), console.Output.Split("    ./learn")[0]);
        Assert.Contains("    ./learn exercise check 07", console.Output, StringComparison.Ordinal);
    }
}
