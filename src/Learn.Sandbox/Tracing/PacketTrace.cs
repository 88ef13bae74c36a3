using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>
/// A running trace of a host (<see cref="Host.StartTraceAsync"/>). The kernel puts an event where this reads it before the packet goes on:
/// whoever has seen the effect of a packet finds all that happened to it before.
/// </summary>
public sealed class PacketTrace : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly Host _host;
    private readonly Socket _socket;
    private readonly TraceTable _table;
    private readonly Lock _gate = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly List<TraceEvent> _events = [];
    private Dictionary<int, string> _interfaces = [];
    private bool _interfaceIsUnknown;
    private bool _hasLost;
    private TaskCompletionSource _something = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PacketTrace(Host host, Socket socket)
    {
        _host = host;
        _socket = socket;
        _socket.Blocking = false;
        _table = new TraceTable(host);
    }

    /// <summary>When the trace was started, as <see cref="Stopwatch.GetTimestamp"/> counts: the zero of <see cref="TraceEvent.Time"/>.</summary>
    public long Started { get; } = Stopwatch.GetTimestamp();

    /// <summary>Everything that was traced since it was asked the last time.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SandboxException">So much was traced that the kernel could not keep it: some is lost.</exception>
    public async Task<IReadOnlyList<TraceEvent>> TakeAsync(CancellationToken cancellationToken = default)
    {
        List<TraceEvent> taken;
        lock (_gate)
        {
            Drain();
            if (_hasLost)
            {
                _hasLost = false;
                throw new SandboxException($"More packets were traced in {_host.Name} than the kernel could keep until they were read: part of the trace is lost. Trace fewer packets.");
            }

            taken = [.. _events];
            _events.Clear();
            _something = _something.Task.IsCompleted ? new(TaskCreationOptions.RunContinuationsAsynchronously) : _something;
        }

        if (_interfaceIsUnknown)
        {
            await ReadInterfacesAsync(cancellationToken);
            taken = [.. taken.Select(WithNames)];
        }

        return taken;
    }

    /// <summary>Waits until there is something to take.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _something.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the trace and takes its table away.</summary>
    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        try
        {
            await _table.RemoveAsync();
        }
        catch (SandboxException)
        {
            // The host is gone, and its tables with it.
        }
    }

    internal static async Task<PacketTrace> StartAsync(Host host, IReadOnlyList<TraceFilter> filters, CancellationToken cancellationToken)
    {
        if (host.World.Report.Iptables is { Backend: IptablesBackend.Legacy })
        {
            throw new SandboxException(
                "This machine's iptables uses the legacy backend, which cannot trace packets for a namespace of its own: its trace goes to the log of the "
                + "whole machine. Tracing needs iptables with the nf_tables backend (iptables-nft, iptables 1.8 or newer).");
        }

        var trace = new PacketTrace(host, await host.World.AskForSocketAsync(new HelperRequest.OpenTraceSocket(host.Name), cancellationToken));
        try
        {
            await Task.WhenAll(trace.ReadInterfacesAsync(cancellationToken), trace._table.AddAsync(filters, cancellationToken));
            _ = trace.KeepReadingAsync();
            return trace;
        }
        catch
        {
            // Perhaps the table was put in place before it was cancelled.
            await trace.DisposeAsync();
            throw;
        }
    }

    // Soon after they happen: only so their times mean something.
    private async Task KeepReadingAsync()
    {
        var one = new byte[1];
        try
        {
            while (true)
            {
                try
                {
                    await _socket.ReceiveAsync(one, SocketFlags.Peek);
                }
                catch (SocketException error) when (error.SocketErrorCode is SocketError.MessageSize or SocketError.NoBufferSpaceAvailable)
                {
                    // There is a message, longer than what was looked at; or some were lost.
                    _hasLost |= error.SocketErrorCode == SocketError.NoBufferSpaceAvailable;
                }

                lock (_gate)
                {
                    Drain();
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The trace has ended.
        }
    }

    private void Drain()
    {
        while (true)
        {
            int length = _socket.Receive(_buffer, SocketFlags.None, out var error);
            switch (error)
            {
                case SocketError.Success:
                    Read(_buffer.AsSpan(0, length));
                    break;
                case SocketError.NoBufferSpaceAvailable:
                    _hasLost = true;
                    break;
                default:
                    if (_events.Count > 0 || _hasLost)
                    {
                        _something.TrySetResult();
                    }

                    return;
            }
        }
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        var time = Stopwatch.GetElapsedTime(Started);
        var messages = new NetlinkMessages(bytes);
        while (messages.Next())
        {
            if (messages.Type != TraceMessage.Type || TraceMessage.Read(messages.Body, time, NameOf) is not { } happened)
            {
                continue;
            }

            if (!TraceTable.IsOne(happened.Table))
            {
                _events.Add(happened);
            }
            else if (happened.Header is not null && _table.Meaning(happened.Table, happened.Chain) is var (kind, chain))
            {
                _events.Add(happened with { Kind = kind, Chain = chain, Table = "", RuleHandle = null, Family = FamilyOf(happened.Header), Verdict = TraceVerdict.Continue });
            }
        }
    }

    private static AddressFamily FamilyOf(TracedPacket packet) => packet.Source.AddressFamily;

    private string NameOf(int index)
    {
        if (_interfaces.TryGetValue(index, out var name))
        {
            return name;
        }

        _interfaceIsUnknown = true;
        return string.Create(CultureInfo.InvariantCulture, $"#{index}");
    }

    private TraceEvent WithNames(TraceEvent happened) => happened.Header is { } header
        ? happened with { Header = header with { InInterface = Resolved(header.InInterface), OutInterface = Resolved(header.OutInterface) } }
        : happened;

    private string? Resolved(string? name) =>
        name is ['#', .. var number] && int.TryParse(number, CultureInfo.InvariantCulture, out int index) ? _interfaces.GetValueOrDefault(index, name) : name;

    private async Task ReadInterfacesAsync(CancellationToken cancellationToken)
    {
        var listed = (await _host.World.AskAsync(new HelperRequest.ListInterfaces(_host.Name), cancellationToken)).Names!;
        _interfaces = listed.Select(line => line.Split(' ', 2)).ToDictionary(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1]);
        _interfaceIsUnknown = false;
    }
}
