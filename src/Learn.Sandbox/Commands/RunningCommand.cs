using System.Buffers.Binary;
using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>A command that runs in a host. Disposing it kills its whole process group; one on a terminal is hung up first.</summary>
public sealed class RunningCommand : IAsyncDisposable
{
    private const string TerminalVariable = "TERM";

    // After a command's end its children may still hold its output open (a daemon); what is on the way is read until nothing comes for this long.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    // What a program on a terminal may take to end by itself when it is hung up.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(1);

    private readonly Host _host;
    private readonly IReadOnlyList<string> _arguments;
    private readonly Socket _connection;
    private readonly Stream? _input;
    private readonly OutputReader _output;
    private readonly OutputReader _error;
    private readonly SemaphoreSlim _inputGate = new(1, 1);

    private RunningCommand(Host host, IReadOnlyList<string> arguments, CommandOptions options, Socket connection, OpenedStreams streams)
    {
        _host = host;
        _arguments = arguments;
        _connection = connection;
        _input = streams.Input;
        Terminal = streams.Terminal;
        _output = new OutputReader(streams.Output, options.OnOutput, options.KeepOutput, options.OnOutputBytes);
        _error = new OutputReader(streams.Error, options.OnError, options.KeepOutput, options.OnErrorBytes);
        Completion = CompleteAsync();
    }

    /// <summary>Ends when the command has ended and its output is read. Faulted with <see cref="WorldEndedException"/> if the world ended first.</summary>
    public Task<CommandResult> Completion { get; }

    /// <summary>
    /// The other side of its terminal: reading gives what it shows, to the end when the command has ended (which may be a moment after
    /// <see cref="Completion"/>); writing is typing, so the byte 3 (Ctrl-C) is SIGINT for the programs in the foreground. What is not read makes the command
    /// wait. To dispose it is to hang up: the programs get SIGHUP. Null without <see cref="CommandOptions.Terminal"/>.
    /// </summary>
    public Stream? Terminal { get; }

    /// <summary>Writes to its standard input; types, if that is a terminal.</summary>
    /// <exception cref="IOException">The command has closed it.</exception>
    public async Task WriteInputAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        await _inputGate.WaitAsync(cancellationToken);
        try
        {
            await (Terminal ?? _input ?? throw new InvalidOperationException("The command has no open standard input.")).WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _inputGate.Release();
        }
    }

    /// <summary>Closes its standard input. Without effect on a terminal, where the end is typed (the byte 4, Ctrl-D, at the start of a line).</summary>
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
        await OrderAsync(new[] { (byte)signal }, cancellationToken);
    }

    /// <summary>Changes the size of its terminal; the programs in the foreground are told (SIGWINCH). Without effect if it has ended.</summary>
    /// <exception cref="InvalidOperationException">It has no terminal.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of the size is outside its range.</exception>
    public async Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(size);
        size.Check();
        if (Terminal is null)
        {
            throw new InvalidOperationException("The command has no terminal.");
        }

        var order = new byte[5];
        order[0] = Channel.Resize;
        BinaryPrimitives.WriteUInt16LittleEndian(order.AsSpan(1), (ushort)size.Columns);
        BinaryPrimitives.WriteUInt16LittleEndian(order.AsSpan(3), (ushort)size.Rows);
        await OrderAsync(order, cancellationToken);
    }

    /// <summary>Kills the process group if it still runs, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Terminal is not null)
        {
            await Terminal.DisposeAsync();
            await Task.WhenAny(Completion, Task.Delay(Parting));
        }

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
        options.Terminal?.Size.Check();
        using ICommandStreams streams = options.Terminal is null ? new CommandStreams(keepInputOpen || !options.StandardInput.IsEmpty) : new TerminalStreams();
        var connection = await host.World.OpenConnectionAsync(cancellationToken);
        try
        {
            streams.HandOver(connection);
            var request = new HelperRequest.RunCommand(host.Name, arguments, EnvironmentOf(options), options.WorkingDirectory, options.Terminal?.Size);
            await Channel.SendAsync(connection, request, ProtocolJson.Default.HelperRequest, cancellationToken);
            var reply = await Channel.ReceiveAsync(connection, ProtocolJson.Default.HelperReply, cancellationToken);
            if (reply.Failure is { } failure)
            {
                throw reply.IsMissingProgram ? new CommandNotFoundException(arguments[0], failure) : new SandboxException(failure);
            }

            var command = new RunningCommand(host, arguments, options, connection, streams.Open());
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

    private static IReadOnlyDictionary<string, string?> EnvironmentOf(CommandOptions options) =>
        options.Terminal is null || options.Environment.ContainsKey(TerminalVariable)
            ? options.Environment
            : new Dictionary<string, string?>(options.Environment) { [TerminalVariable] = options.Terminal.Type };

    private async Task OrderAsync(ReadOnlyMemory<byte> order, CancellationToken cancellationToken)
    {
        try
        {
            await _connection.SendAsync(order, cancellationToken);
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
