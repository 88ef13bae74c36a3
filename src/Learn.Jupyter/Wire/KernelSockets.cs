using NetMQ;
using NetMQ.Sockets;

namespace Learn.Jupyter;

/// <summary>
/// The five sockets of a kernel, served by one thread that never waits for a cell. What comes is handed over on that thread; what
/// goes may come from any.
/// </summary>
internal sealed class KernelSockets : IDisposable
{
    // A front end that sends without a pause must not keep the thread from the other sockets.
    private const int MessagesAtOnce = 100;

    // ZeroMQ makes room for a frame as soon as it knows its length, before anybody has looked at the signature.
    private const long LargestFrame = 256 * 1024 * 1024;

    // Long enough for the last answer, short enough for a front end that is gone.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly RouterSocket shell = new();
    private readonly RouterSocket control = new();
    private readonly RouterSocket stdin = new();
    private readonly XPublisherSocket iopub = new();
    private readonly ResponseSocket heartbeat = new();
    private readonly PublicationBudget budget = new();
    private readonly NetMQQueue<Action> work = new();
    private readonly NetMQPoller poller;
    private readonly Action<SocketRole, List<byte[]>> received;
    private readonly Action<byte[]> subscribed;
    private readonly Action<Exception> failed;
    private readonly Lock gate = new();
    private bool isClosed;

    /// <summary>Binds the sockets to exactly what the connection file says.</summary>
    /// <exception cref="NetMQException">A port is taken, or the address is not this machine's.</exception>
    public KernelSockets(ConnectionFile file, Action<SocketRole, List<byte[]>> received, Action<byte[]> subscribed, Action<Exception> failed)
    {
        (this.received, this.subscribed, this.failed) = (received, subscribed, failed);
        poller = [shell, control, stdin, iopub, heartbeat, work];
        try
        {
            Bind(shell, file, file.ShellPort);
            Bind(control, file, file.ControlPort);
            Bind(stdin, file, file.StdinPort);
            // A slow reader must not lose the one "idle" that ends its wait. What keeps the queue short is the budget.
            iopub.Options.SendHighWatermark = 0;
            iopub.Options.XPubVerbose = true;
            Bind(iopub, file, file.IopubPort);
            Bind(heartbeat, file, file.HeartbeatPort);
        }
        catch
        {
            Dispose();
            throw;
        }

        shell.ReceiveReady += (_, _) => Guarded(() => Receive(SocketRole.Shell));
        control.ReceiveReady += (_, _) => Guarded(() => Receive(SocketRole.Control));
        stdin.ReceiveReady += (_, _) => Guarded(() => Receive(SocketRole.Stdin));
        iopub.ReceiveReady += (_, _) => Guarded(ReceiveSubscriptions);
        heartbeat.ReceiveReady += (_, _) => Guarded(Echo);
        work.ReceiveReady += (_, _) => Work();
    }

    /// <summary>Begins to receive.</summary>
    public void Start() => poller.RunAsync("jupyter sockets");

    /// <summary>Sends frames; nothing happens after the sockets are closed.</summary>
    public void Send(SocketRole role, List<byte[]> frames) => Post(() => SocketOf(role).TrySendMultipartBytes(frames));

    /// <summary>Sends frames to all subscribers; nothing happens after the sockets are closed.</summary>
    public void Publish(List<byte[]> frames)
    {
        var publication = budget.Count(frames);
        if (!Post(() => Publish(frames, publication)))
        {
            publication.Dispose();
        }
    }

    /// <summary>
    /// Waits while more has been published than front ends have taken. False when the wait was given up with no room: what was to be published is
    /// then to be left out.
    /// </summary>
    public bool WaitForRoom(CancellationToken givenUp) => budget.Wait(givenUp);

    /// <summary>Ends when everything that has arrived on the shell socket has been handed over.</summary>
    public Task ReceiveWhatHasArrivedAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var posted = Post(() =>
        {
            Receive(SocketRole.Shell);
            done.SetResult();
        });
        return posted ? done.Task : Task.CompletedTask;
    }

    /// <summary>Ends when everything sent so far is with the sockets, which then have a second to bring it to the front ends.</summary>
    public Task FlushAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Post(done.SetResult) ? done.Task : Task.CompletedTask;
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
        }

        budget.Close();

        poller.Dispose();
        foreach (NetMQSocket socket in (NetMQSocket[])[shell, control, stdin, iopub, heartbeat])
        {
            socket.Options.Linger = LastWords;
            socket.Dispose();
        }

        work.Dispose();
    }

    private static void Bind(NetMQSocket socket, ConnectionFile file, int port)
    {
        socket.Options.MaxMsgSize = LargestFrame;
        socket.Options.IPv4Only = !file.Address.Contains(':');
        socket.Bind(file.Endpoint(port));
    }

    private NetMQSocket SocketOf(SocketRole role) => role switch
    {
        SocketRole.Shell => shell,
        SocketRole.Control => control,
        SocketRole.Stdin => stdin,
        _ => iopub,
    };

    // The queue bears no use while it is being disposed of, and a cell that was given up may still write then.
    private bool Post(Action action)
    {
        lock (gate)
        {
            if (!isClosed)
            {
                work.Enqueue(action);
            }

            return !isClosed;
        }
    }

    private void Publish(List<byte[]> frames, PublicationBudget.Publication publication)
    {
        for (var number = 0; number < frames.Count - 1; number++)
        {
            iopub.TrySendFrame(frames[number], more: true);
        }

        var last = publication.LastFrame(frames[^1]);
        iopub.TrySend(ref last, TimeSpan.Zero, more: false);
        last.Close();
    }

    private void Work()
    {
        while (work.TryDequeue(out var action, TimeSpan.Zero))
        {
            Guarded(action);
        }
    }

    private void Receive(SocketRole role)
    {
        List<byte[]> frames = null!;
        for (var number = 0; number < MessagesAtOnce && SocketOf(role).TryReceiveMultipartBytes(ref frames!); number++)
        {
            received(role, frames);
            frames = null!;
        }
    }

    private void ReceiveSubscriptions()
    {
        for (var number = 0; number < MessagesAtOnce && iopub.TryReceiveFrameBytes(out var frame); number++)
        {
            if (frame is [1, .. var topic])
            {
                subscribed(topic);
            }
        }
    }

    private void Echo()
    {
        List<byte[]> frames = null!;
        if (heartbeat.TryReceiveMultipartBytes(ref frames!))
        {
            heartbeat.TrySendMultipartBytes(frames);
        }
    }

    // An exception would end the thread, and with it the process.
    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            failed(e);
        }
    }
}
