using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Learn.Cli.Tests.Labs;

/// <summary>A terminal that a test types into and reads: a session of tmux with a server of its own.</summary>
internal sealed class TmuxTerminal : IAsyncDisposable
{
    private readonly string server = $"learn-test-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 8)}";

    private TmuxTerminal()
    {
    }

    /// <summary>What the screen showed last, or null.</summary>
    public string? Screen { get; private set; }

    /// <summary>Opens one with a plain shell.</summary>
    public static async Task<TmuxTerminal> OpenAsync(int columns, int rows)
    {
        var terminal = new TmuxTerminal();
        await terminal.RunAsync(
            "new-session", "-d", "-x", Text(columns), "-y", Text(rows), "-e", "DOTNET_EnableDiagnostics=0", "env", "PS1=outside> ", "sh");
        await terminal.WaitForAsync("outside>");
        return terminal;
    }

    /// <summary>Types a line.</summary>
    public Task TypeAsync(string line) => RunAsync("send-keys", Word(line), "Enter");

    /// <summary>Presses a key as tmux calls it, <c>C-c</c>, or those of a text.</summary>
    public Task PressAsync(string key) => RunAsync("send-keys", Word(key));

    /// <summary>Changes the size of the window.</summary>
    public Task ResizeAsync(int columns, int rows) => RunAsync("resize-window", "-x", Text(columns), "-y", Text(rows));

    /// <summary>Waits until the screen shows a text.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        for (long start = Environment.TickCount64; ; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            var screen = Screen = await RunAsync("capture-pane", "-p");
            if (screen.Contains(text, StringComparison.Ordinal))
            {
                return screen;
            }

            Assert.True(Environment.TickCount64 - start < 30_000, $"after 30 s there was no \"{text}\" on the screen:\n{screen}");
        }
    }

    public async ValueTask DisposeAsync() => await RunAsync("kill-server");

    // A word with a semicolon at its end would end the command.
    private static string Word(string text) => text.EndsWith(';') ? text[..^1] + "\\;" : text;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("tmux", ["-L", server, "-f", "/dev/null", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"tmux {arguments[0]}: {await error}");
    }
}
