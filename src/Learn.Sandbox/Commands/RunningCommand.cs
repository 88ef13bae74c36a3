namespace Learn.Sandbox;

/// <summary>A command that runs in a host. Disposing it kills its whole process group.</summary>
public sealed class RunningCommand : IAsyncDisposable
{
    internal RunningCommand()
    {
    }

    /// <summary>Ends when the command has ended and its output is read. Faulted with <see cref="WorldEndedException"/> if the world ended first.</summary>
    public Task<CommandResult> Completion => throw new NotImplementedException();

    /// <summary>Writes to its standard input.</summary>
    public Task WriteInputAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes its standard input.</summary>
    public Task CloseInputAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Sends a signal to its process group.</summary>
    /// <param name="signal">Number of the signal as on Linux: 2 is SIGINT, 15 is SIGTERM, 9 is SIGKILL.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task SignalAsync(int signal, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Kills the process group if it still runs, and waits for its end.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
