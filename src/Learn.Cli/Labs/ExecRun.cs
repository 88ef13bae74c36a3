using System.Runtime.InteropServices;
using Learn.Cli.Native;
using Learn.Sandbox;

namespace Learn.Cli.Labs;

/// <summary>Runs a command in a host as if it had been started here: our standard streams are its own, and our signals reach it.</summary>
internal sealed class ExecRun(Host host, IReadOnlyList<string> arguments, CommandOptions options)
{
    private const int BrokenPipe = 13;
    private const int Piece = 64 * 1024;

    // By their numbers on Linux.
    private static readonly (PosixSignal Signal, int Number)[] PassedOn = [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)];

    private readonly TaskCompletionSource brokenPipe = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs it to its end.</summary>
    /// <param name="withInput">Whether it reads our standard input; else it finds the end at once.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>Its exit code; 128 and the number of the signal that ended it.</returns>
    /// <exception cref="CommandNotFoundException">There is no such program.</exception>
    public async Task<int> RunAsync(bool withInput, CancellationToken cancellationToken)
    {
        using var signals = new Signals(PassedOn);
        await using var command = await host.StartAsync(
            arguments,
            options with
            {
                KeepOutput = false,
                OnOutputBytes = bytes => Write(StandardStreams.Output, bytes.Span),
                OnErrorBytes = bytes => Write(StandardStreams.Error, bytes.Span),
            },
            cancellationToken);
        signals.PassTo(command);
        if (withInput)
        {
            new Thread(() => Feed(command)) { IsBackground = true, Name = "standard input" }.Start();
        }
        else
        {
            await command.CloseInputAsync(cancellationToken);
        }

        if (await Task.WhenAny(command.Completion, brokenPipe.Task) == brokenPipe.Task)
        {
            // Nobody reads what it writes: as in a pipeline, it learns so by a signal.
            await command.SignalAsync(BrokenPipe, cancellationToken);
        }

        return (await command.Completion.WaitAsync(cancellationToken)).ExitCode;
    }

    private static void Feed(RunningCommand command)
    {
        byte[] buffer = new byte[Piece];
        try
        {
            for (int count; (count = StandardStreams.Read(buffer)) > 0;)
            {
                command.WriteInputAsync(buffer.AsMemory(0, count)).GetAwaiter().GetResult();
            }

            command.CloseInputAsync().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The command ended, or reads no more.
        }
    }

    private void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        if (!brokenPipe.Task.IsCompleted && !StandardStreams.Write(descriptor, bytes))
        {
            brokenPipe.TrySetResult();
        }
    }
}
