using System.Runtime.InteropServices;
using Learn.Cli.Native;
using Learn.Sandbox;

namespace Learn.Cli.Labs;

/// <summary>Runs a command in a host on a terminal of its own, and hands ours through to it: keys, output, and the size of the window.</summary>
internal sealed class TerminalRun(Host host, IReadOnlyList<string> arguments, CommandOptions options)
{
    private const int HangUp = 1;
    private const int Terminate = 15;
    private const int SignalBase = 128;
    private const int Piece = 16 * 1024;
    private const string DefaultType = "xterm-256color";

    // What the command wrote last may come a moment after its end; a program that it left behind may hold the terminal for ever.
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource<int> stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code; 128 and the number of the signal that ended it, or that this process was told to stop by.</returns>
    /// <exception cref="CommandNotFoundException">There is no such program.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var hangUp = StopOn(PosixSignal.SIGHUP, HangUp);
        using var terminate = StopOn(PosixSignal.SIGTERM, Terminate);
        await using var command = await host.StartAsync(
            arguments,
            options with { Terminal = new TerminalOptions { Size = SizeOfOurs(), Type = Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } type ? type : DefaultType } },
            cancellationToken);
#pragma warning disable CA1416 // A lab is there on Linux alone.
        using var resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, unused => { _ = command.ResizeAsync(SizeOfOurs()); });
#pragma warning restore CA1416
        using var terminal = RawTerminal.Enter();
        var showing = ShowAsync(command.Terminal!);
        new Thread(() => Type(command)) { IsBackground = true, Name = "keys" }.Start();
        if (await Task.WhenAny(command.Completion, stopped.Task) == stopped.Task)
        {
            return SignalBase + await stopped.Task;
        }

        try
        {
            await Task.WhenAny(showing, Task.Delay(LastWords, cancellationToken));
            return (await command.Completion).ExitCode;
        }
        catch (WorldEndedException)
        {
            // What is said next begins on a line of its own.
            StandardStreams.Write(StandardStreams.Output, "\r\n"u8);
            throw;
        }
    }

    private static TerminalSize SizeOfOurs() => RawTerminal.Size is { } size ? new TerminalSize(size.Columns, size.Rows) : new TerminalOptions().Size;

    private static void Type(RunningCommand command)
    {
        byte[] buffer = new byte[Piece];
        try
        {
            for (int count; (count = StandardStreams.Read(buffer)) > 0;)
            {
                command.WriteInputAsync(buffer.AsMemory(0, count)).GetAwaiter().GetResult();
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The command has ended.
        }
    }

    private async Task ShowAsync(Stream terminal)
    {
        byte[] buffer = new byte[Piece];
        try
        {
            for (int count; (count = await terminal.ReadAsync(buffer)) > 0;)
            {
                if (!StandardStreams.Write(StandardStreams.Output, buffer.AsSpan(0, count)))
                {
                    stopped.TrySetResult(HangUp);
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The command has ended.
        }
    }

    private PosixSignalRegistration StopOn(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stopped.TrySetResult(number);
    });
}
