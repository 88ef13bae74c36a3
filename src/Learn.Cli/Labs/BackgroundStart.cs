using System.Diagnostics;
using System.Text.Json;

namespace Learn.Cli.Labs;

/// <summary>Starts the process that keeps a lab, and waits until the lab is ready or will not be.</summary>
internal static class BackgroundStart
{
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(10);

    /// <summary>Starts it.</summary>
    /// <param name="plan">The lab.</param>
    /// <param name="error">Where its progress and its troubles are told.</param>
    /// <param name="cancellationToken">Gives up; the lab then ends.</param>
    /// <returns>The lab, or null and the exit code of what went wrong.</returns>
    public static async Task<(LabReady? Ready, int ExitCode)> RunAsync(LabPlan plan, TextWriter error, CancellationToken cancellationToken)
    {
        using var keeper = LearnProgram.StartWithInput(["up", "--foreground", "--kept"]);
        var words = RelayAsync(keeper.StandardError, error);
        try
        {
            await keeper.StandardInput.WriteLineAsync(JsonSerializer.Serialize(plan, LabPlanJson.Default.LabPlan).AsMemory(), cancellationToken);
            await keeper.StandardInput.FlushAsync(cancellationToken);
            if (await keeper.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                var ready = JsonSerializer.Deserialize(line, LabPlanJson.Default.LabReady)!;
                await keeper.StandardInput.WriteLineAsync(LabKeeper.Keep);
                await keeper.StandardInput.FlushAsync(cancellationToken);
                return (ready, ExitCode.Done);
            }
        }
        catch (IOException)
        {
            // It has ended; its words say why.
        }
        catch (OperationCanceledException)
        {
            await EndAsync(keeper);
            throw;
        }

        await keeper.WaitForExitAsync(cancellationToken);
        if (!await words)
        {
            await error.WriteLineAsync($"learn: the process that was to keep the lab ended with exit code {keeper.ExitCode} and said nothing.");
        }

        return (null, keeper.ExitCode == ExitCode.Done ? ExitCode.NotSo : keeper.ExitCode);
    }

    // Its lab goes with its standard input.
    private static async Task EndAsync(Process keeper)
    {
        keeper.StandardInput.Close();
        try
        {
            await keeper.WaitForExitAsync(CancellationToken.None).WaitAsync(Parting);
        }
        catch (TimeoutException)
        {
            keeper.Kill(entireProcessTree: true);
        }
    }

    // True if there were any.
    private static async Task<bool> RelayAsync(StreamReader from, TextWriter to)
    {
        bool any = false;
        while (await from.ReadLineAsync() is { } line)
        {
            any = true;
            await to.WriteLineAsync(line);
        }

        return any;
    }
}
