using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>A command that runs in a host. Disposing it kills its whole process group.</summary>
public sealed class RunningCommand : IAsyncDisposable
{
    // After a command's end its children may still hold its output open (a daemon); what is on the way is read until nothing comes for this long.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    private readonly Host _host;
    private readonly IReadOnlyList<string> _arguments;
    private readonly Socket _connection;
    private readonly Stream? _input;
    private readonly OutputReader _output;
    private readonly OutputReader _error;
    private readonly SemaphoreSlim _inputGate = new(1, 1);

    private RunningCommand(Host host, IReadOnlyList<string> arguments, CommandOptions options, Socket connection, Stream? input, Stream output, Stream error)
    {
        _host = host;
        _arguments = arguments;
        _connection = connection;
        _input = input;
        _output = new OutputReader(output, options.OnOutput, options.KeepOutput, options.OnOutputBytes);
        _error = new OutputReader(error, options.OnError, options.KeepOutput, options.OnErrorBytes);
        Completion = CompleteAsync();
    }

    /// <summary>Ends when the command has ended and its output is read. Faulted with <see cref="WorldEndedException"/> if the world ended first.</summary>
    public Task<CommandResult> Completion { get; }

    /// <summary>Writes to its standard input.</summary>
    /// <exception cref="IOException">The command has closed it.</exception>
    public async Task WriteInputAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        await _inputGate.WaitAsync(cancellationToken);
        try
        {
            await (_input ?? throw new InvalidOperationException("The command has no open standard input.")).WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _inputGate.Release();
        }
    }

    /// <summary>Closes its standard input.</summary>
    public async Task CloseInputAsync(CancellationToken cancellationToken = default)
    {
        await _inputGate.WaitAsync(cancellationToken);
        try
        {
            if (_input is not null)
            {
                await _input.DisposeAsync();
            }
        }
        finally
        {
            _inputGate.Release();
        }
    }

    /// <summary>Sends a signal to its process group; without effect if it has ended.</summary>
    /// <param name="signal">Number of the signal as on Linux, 1–64: 2 is SIGINT, 15 is SIGTERM, 9 is SIGKILL.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task SignalAsync(int signal, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signal, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signal, 64);
        try
        {
            await _connection.SendAsync(new[] { (byte)signal }, cancellationToken);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    /// <summary>Kills the process group if it still runs, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
        {
            Kill();
        }

        await Completion.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    internal static async Task<RunningCommand> StartAsync(
        Host host,
        IReadOnlyList<string> arguments,
        CommandOptions options,
        bool keepInputOpen,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var hasInput = keepInputOpen || !options.StandardInput.IsEmpty;
        using var streams = new CommandStreams(hasInput);
        var connection = await host.World.OpenConnectionAsync(cancellationToken);
        try
        {
            streams.HandOver(connection);
            var request = new HelperRequest.RunCommand(host.Name, arguments, options.Environment, options.WorkingDirectory);
            await Channel.SendAsync(connection, request, ProtocolJson.Default.HelperRequest, cancellationToken);
            var reply = await Channel.ReceiveAsync(connection, ProtocolJson.Default.HelperReply, cancellationToken);
            if (reply.Failure is { } failure)
            {
                throw reply.IsMissingProgram ? new CommandNotFoundException(arguments[0], failure) : new SandboxException(failure);
            }

            var (input, output, error) = streams.Open();
            var command = new RunningCommand(host, arguments, options, connection, input, output, error);
            _ = command.FeedAsync(options.StandardInput, keepInputOpen);
            return command;
        }
        catch (Exception error)
        {
            connection.Dispose();
            if (error is IOException or SocketException)
            {
                throw host.World.Gone(error);
            }

            throw;
        }
    }

    /// <summary>Kills the process group now.</summary>
    internal void Kill()
    {
        try
        {
            _connection.Send([Libc.SignalKill]);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    private async Task FeedAsync(ReadOnlyMemory<byte> bytes, bool keepOpen)
    {
        try
        {
            if (!bytes.IsEmpty)
            {
                await WriteInputAsync(bytes);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The command ended or closed its input without reading all of it; that is its right.
        }

        if (!keepOpen)
        {
            await CloseInputAsync();
        }
    }

    private async Task<CommandResult> CompleteAsync()
    {
        using var reading = new CancellationTokenSource();
        var reads = Task.WhenAll(_output.ReadAsync(reading.Token), _error.ReadAsync(reading.Token));
        try
        {
            var end = await Channel.ReceiveAsync(_connection, ProtocolJson.Default.CommandEnd);
            for (var seen = -1L; !reads.IsCompleted && seen != _output.Count + _error.Count;)
            {
                seen = _output.Count + _error.Count;
                await Task.WhenAny(reads, Task.Delay(Quiet));
            }

            await reading.CancelAsync();
            await reads;
            return new CommandResult(_arguments, end.ExitCode, end.Signal, _output.Content, _error.Content);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            throw _host.World.Gone(error);
        }
        finally
        {
            await reading.CancelAsync();
            await reads.ContinueWith(static _ => { }, TaskScheduler.Default);
            _connection.Dispose();
            await CloseInputAsync();
        }
    }
}
