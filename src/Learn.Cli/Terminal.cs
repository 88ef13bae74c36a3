using Spectre.Console;

namespace Learn.Cli;

/// <summary>How the program writes to a terminal.</summary>
internal static class Terminal
{
    // Wider lines are hard to read, and a file or pipe has no width.
    private const int WidestText = 100;

    /// <summary>A console on a writer; colours only where the writer is a terminal (and NO_COLOR is not set).</summary>
    public static IAnsiConsole Create(TextWriter writer)
    {
        bool isTerminal = ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal || console.Profile.Width > WidestText)
        {
            console.Profile.Width = WidestText;
        }

        return console;
    }
}
