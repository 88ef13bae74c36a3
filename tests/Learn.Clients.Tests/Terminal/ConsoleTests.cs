using Learn.Clients.Tests.Jupyter;
using Learn.Cli.Tests.Labs;

namespace Learn.Clients.Tests.Terminal;

/// <summary><c>jupyter console</c> as a person uses it, in a terminal.</summary>
public sealed class ConsoleTests(JupyterHome home)
{
    // The console asks the kernel, and takes what it publishes, in an event loop within its event loop. Keys that arrive just then break it, whatever the kernel:
    // people are slower, and on a busy machine we try once more.
    private const string Broken = "Unhandled exception in event loop";
    private const int Attempts = 4;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Terminal", "console.py");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Jupyter_console_runs_cells_of_several_lines_completes_interrupts_and_leaves()
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var terminal = await TmuxTerminal.OpenAsync(120, 50);
            try
            {
                await UseAsync(terminal);
                return;
            }
            catch (Exception) when (attempt < Attempts && terminal.Screen is { } screen && (screen.Contains(Broken, StringComparison.Ordinal) || IsKeyLost(screen)))
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"attempt {attempt}:\n{terminal.Screen}");
            }
        }
    }

    // It draws its line, offers completions, and drops the key that came meanwhile: the last line is the one that was typed, and nothing has happened.
    private static bool IsKeyLost(string screen) =>
        screen.TrimEnd().Split('\n')[^1] is var last && last.StartsWith("In [", StringComparison.Ordinal) && !last.EndsWith("]:", StringComparison.Ordinal);

    private async Task UseAsync(TmuxTerminal terminal)
    {
        await terminal.TypeAsync($"sh '{await ScriptAsync()}'");
        await terminal.WaitForAsync("In [1]:");

        await TypeAsync(terminal, "var x = 20;");
        await terminal.WaitForAsync("In [2]:");
        await TypeAsync(terminal, "x * 2 + 2");
        await terminal.WaitForAsync("Out[2]: 42");
        await terminal.WaitForAsync("In [3]:");

        // The kernel says that there is more to come; the console asks for another line.
        await TypeAsync(terminal, "foreach (var n in new[] { 1, 2 }) {");
        await terminal.WaitForAsync("...:");
        await TypeAsync(terminal, "Console.WriteLine($\"<{n + x}>\"); }");
        await terminal.WaitForAsync("<21>");
        await terminal.WaitForAsync("<22>");
        await terminal.WaitForAsync("In [4]:");

        await TypeAsync(terminal, "Math.Sq", "Tab");
        await terminal.WaitForAsync("Math.Sqrt");
        await TypeAsync(terminal, "(1764)");
        await terminal.WaitForAsync("Out[4]: 42");
        await terminal.WaitForAsync("In [5]:");

        await TypeAsync(terminal, "Console.WriteLine(\"beg\" + \"un\"); while (true);");
        await terminal.WaitForAsync("begun");
        await terminal.PressAsync("C-c");
        await terminal.WaitForAsync("was interrupted");
        await terminal.WaitForAsync("In [6]:");
        await TypeAsync(terminal, "x + 1");
        await terminal.WaitForAsync("Out[6]: 21");
        await terminal.WaitForAsync("In [7]:");

        await Task.Delay(Pause, TestContext.Current.CancellationToken);
        await terminal.PressAsync("C-d");
        await terminal.WaitForAsync("really want to exit");
        await terminal.TypeAsync("y");
        await terminal.WaitForAsync("Shutting down kernel");
        await terminal.WaitForAsync("ended with 0");
    }

    private static async Task TypeAsync(TmuxTerminal terminal, string line, string key = "Enter")
    {
        await Task.Delay(Pause, TestContext.Current.CancellationToken);
        await terminal.PressAsync(line);
        await terminal.WaitForAsync(line);
        await Task.Delay(Pause, TestContext.Current.CancellationToken);
        await terminal.PressAsync(key);
    }

    // The whole command would take up five lines of the screen.
    private async Task<string> ScriptAsync()
    {
        var script = home.At("console.sh");
        var lines = home.Environment.Select(one => one.Value is null ? $"unset {one.Key}" : $"export {one.Key}='{one.Value}'");
        await File.WriteAllLinesAsync(
            script, ["trap : INT", .. lines, $"cd '{home.At("work")}'", $"{JupyterHome.Python} '{Program}' --kernel {JupyterHome.KernelName} --ZMQCompleter.timeout=60", "echo ended with $?"], TestContext.Current.CancellationToken);
        return script;
    }
}
