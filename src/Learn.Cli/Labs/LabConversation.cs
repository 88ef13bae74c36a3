namespace Learn.Cli.Labs;

/// <summary>Asks a lab for something on behalf of a command, and prints what it answers.</summary>
/// <param name="output">For what the lab says.</param>
/// <param name="error">For what it complains about.</param>
internal sealed class LabConversation(TextWriter output, TextWriter error)
{
    private static readonly TimeSpan QuietWait = TimeSpan.FromSeconds(3);

    /// <summary>Asks, prints and returns the exit code.</summary>
    /// <param name="lab">The name of the lab; null for the only one.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<int> RunAsync(string? lab, LabRequest request, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(await LabChoice.FindAsync(lab, cancellationToken), request, cancellationToken);
        await PrintAsync(reply);
        return reply.ExitCode;
    }

    /// <summary>Asks, and says so when the answer takes long.</summary>
    public async Task<LabReply> AskAsync(RemoteLab lab, LabRequest request, CancellationToken cancellationToken)
    {
        var answer = lab.AskAsync(request, cancellationToken);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(answer, Task.Delay(QuietWait, waiting.Token)) != answer && !cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Waiting until it is in effect … (Ctrl-C stops waiting; it happens all the same.)");
        }

        await waiting.CancelAsync();
        return await answer;
    }

    /// <summary>Prints an answer.</summary>
    public async Task PrintAsync(LabReply reply)
    {
        await output.WriteAsync(reply.Output);
        await output.FlushAsync(CancellationToken.None);
        await error.WriteAsync(reply.Error);
    }
}
