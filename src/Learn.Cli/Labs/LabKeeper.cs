using System.Text;
using System.Text.Json;
using Learn.Cli.Native;

namespace Learn.Cli.Labs;

/// <summary>Holds a lab in this process until it is ended.</summary>
internal static class LabKeeper
{
    /// <summary>What <c>learn up</c> writes when it has heard that the lab is ready.</summary>
    public const string Keep = "keep";

    /// <summary>Holds a lab while the terminal waits.</summary>
    public static async Task<int> RunInForegroundAsync(LabPlan plan, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var kept = await plan.StartAsync(new LineProgress(error), cancellationToken);
        var lab = kept.Lab;
        await output.WriteLineAsync(LabReady.Of(lab).ToString());
        await error.WriteLineAsync("Ctrl-C ends it.");
        bool isStopped = await WaitForEndAsync(lab, cancellationToken);
        await error.WriteLineAsync(isStopped ? $"The lab \"{lab.Name}\" is gone." : $"The lab \"{lab.Name}\" was ended from elsewhere.");
        return ExitCode.Done;
    }

    /// <summary>
    /// Holds a lab in the background, for <c>learn up</c>, which started this process: reads a line with the plan, answers with a line when the
    /// lab is ready, and lives on if told to. If its starter goes away before that, so does the lab.
    /// </summary>
    public static async Task<int> RunInBackgroundAsync(TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        // A terminal that is closed takes its session along; this process is to outlive it.
        _ = Libc.StartSession();
        Directory.SetCurrentDirectory("/");
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var plan = JsonSerializer.Deserialize(await Task.Run(input.ReadLine, cancellationToken) ?? "null", LabPlanJson.Default.LabPlan);
        if (plan is null)
        {
            return ExitCode.Interrupted;
        }

        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var verdict = Task.Run(input.ReadLine, CancellationToken.None);
        _ = verdict.ContinueWith(said => said.Result is null ? starting.CancelAsync() : Task.CompletedTask, CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        await using var kept = await plan.StartAsync(new LineProgress(error), starting.Token);
        var lab = kept.Lab;
        await output.WriteLineAsync(JsonSerializer.Serialize(LabReady.Of(lab), LabPlanJson.Default.LabReady));
        await output.FlushAsync(CancellationToken.None);
        if (await verdict != Keep)
        {
            return ExitCode.Interrupted;
        }

        StandardStreams.Release();
        await WaitForEndAsync(lab, cancellationToken);
        return ExitCode.Done;
    }

    // True if this process was told to stop, false if the lab has ended otherwise.
    private static async Task<bool> WaitForEndAsync(Lab lab, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(lab.Ended, cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = end.Token.Register(() => ended.TrySetResult());
        await ended.Task;
        return cancellationToken.IsCancellationRequested;
    }
}
