using System.ComponentModel;
using System.Diagnostics;
using Learn.Sandbox;

namespace Learn;

/// <summary>Runs Graphviz's <c>dot</c>, the machine's own program, which lays graphs out.</summary>
internal static class Graphviz
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Lays a graph out.</summary>
    /// <param name="dot">The graph in DOT.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <returns>What it writes with <c>-Tsvg</c>.</returns>
    /// <exception cref="CommandNotFoundException">Graphviz is not installed.</exception>
    /// <exception cref="LabException">It did not like the graph, or took too long.</exception>
    public static async Task<string> LayOutAsync(string dot, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        using var process = Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limited.Token);
            var complaint = process.StandardError.ReadToEndAsync(limited.Token);
            await WriteAsync(process, dot, limited.Token);
            var svg = await output;
            await process.WaitForExitAsync(limited.Token);
            return process.ExitCode == 0 && svg.Length > 0 ? svg
                : throw new LabException($"Graphviz could not draw the graph: {(await complaint).Trim()}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LabException($"Graphviz has not laid the graph out within {Limit.TotalSeconds:0} s. Ask for one Service, or for fewer.");
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("dot", ["-Tsvg"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new CommandNotFoundException("dot", "Chain graphs are laid out by Graphviz, which this machine lacks. Install it with:\n\n    apt-get install graphviz\n");
        }
    }

    private static async Task WriteAsync(Process process, string dot, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(dot.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; its exit code and its words say why.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
