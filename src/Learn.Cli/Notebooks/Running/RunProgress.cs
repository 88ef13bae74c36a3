using System.Globalization;
using Learn.Notebook;
using Spectre.Console;

namespace Learn.Cli.Notebooks.Running;

/// <summary>Shows how far a run is: a bar on a terminal, a line for each cell elsewhere.</summary>
internal static class RunProgress
{
    private const int WidestLine = 60;

    /// <summary>Shows progress while something runs.</summary>
    /// <param name="error">Where it is shown.</param>
    /// <param name="isTerminal">Whether that is a terminal.</param>
    /// <param name="run">What runs.</param>
    public static Task<T> WatchAsync<T>(TextWriter error, bool isTerminal, Func<IProgress<CellRun>, Task<T>> run) =>
        isTerminal ? OnTerminalAsync(error, run) : run(new SynchronousProgress<CellRun>(cell => WriteLine(error, cell)));

    private static async Task<T> OnTerminalAsync<T>(TextWriter error, Func<IProgress<CellRun>, Task<T>> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        var progress = console.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 20 }, new ElapsedTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left });
        return await progress.StartAsync(context =>
        {
            var task = context.AddTask("starting");
            return run(new SynchronousProgress<CellRun>(cell =>
            {
                task.MaxValue = Math.Max(1, cell.Count);
                task.Value = cell.Result is null ? cell.Number - 1 : cell.Number;
                task.Description = $"{cell.Number}/{cell.Count}  {Markup.Escape(FirstLine(cell))}";
            }));
        });
    }

    private static void WriteLine(TextWriter error, CellRun cell)
    {
        lock (error)
        {
            error.WriteLine(cell.Result is null
                ? $"[{cell.Number}/{cell.Count}] {FirstLine(cell)}"
                : string.Create(CultureInfo.InvariantCulture, $"[{cell.Number}/{cell.Count}] {(cell.HasFailed ? "failed" : "ok")} {cell.Duration.TotalSeconds:0.0} s"));
        }
    }

    private static string FirstLine(CellRun cell)
    {
        var line = cell.Cell.Source.Trim().Split('\n')[0].Trim();
        return line.Length > WidestLine ? line[..WidestLine] + "…" : line;
    }
}
