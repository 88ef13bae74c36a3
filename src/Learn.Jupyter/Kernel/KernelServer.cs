using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>
/// A Jupyter kernel (messaging protocol 5.4): listens where a connection file says, and lets front ends use one language. Process matters
/// (signals, the parent's death) are <see cref="KernelProcess"/>'s.
/// </summary>
public sealed class KernelServer : IAsyncDisposable
{
    private readonly KernelSockets sockets;
    private readonly MessageReader reader;
    private readonly MessageWriter writer;
    private readonly Publisher publisher;
    private readonly StdinDesk stdin;
    private readonly RequestLane shell;
    private readonly RequestLane control;
    private readonly SubshellTable subshells;
    private readonly Dictionary<string, Func<Request, Task<JsonObject?>>> answers;
    private readonly TaskCompletionSource<bool> shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> log;
    private volatile bool restart;
    private int disposed;

    private KernelServer(ConnectionFile connection, INotebookLanguage language, KernelInfo info, Action<string>? log)
    {
        this.log = log ?? (_ => { });
        var signer = new MessageSigner(connection.Key);
        reader = new MessageReader(signer);
        writer = new MessageWriter(signer);
        sockets = new KernelSockets(connection, Receive, topic => publisher!.Welcome(topic), e => this.log($"sockets: {e}"));
        publisher = new Publisher(sockets, writer);
        stdin = new StdinDesk(sockets, writer);
        Comms = new CommTargets(publisher);
        subshells = new SubshellTable(Handle);
        answers = Answers(language, info, connection);
        shell = new RequestLane("jupyter shell", Handle);
        control = new RequestLane("jupyter control", Handle);
    }

    /// <summary>Comms: what front ends may open, and what is open.</summary>
    public CommTargets Comms { get; }

    /// <summary>Ends when a front end has asked the kernel to shut down: true when it will start another one.</summary>
    public Task<bool> Shutdown => shutdown.Task;

    /// <summary>Binds the ports and begins to answer.</summary>
    /// <param name="connection">Where to listen.</param>
    /// <param name="language">What the cells are written in.</param>
    /// <param name="info">How the kernel introduces itself.</param>
    /// <param name="log">Told about dropped messages and faults of the kernel itself, a line at a time, from any thread.</param>
    /// <exception cref="NetMQ.NetMQException">A port is taken, or the address is not this machine's.</exception>
    public static KernelServer Start(ConnectionFile connection, INotebookLanguage language, KernelInfo info, Action<string>? log = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(info);
        var server = new KernelServer(connection, language, info, log);
        server.publisher.Status("starting", Message.EmptyObject);
        server.sockets.Start();
        return server;
    }

    /// <summary>Interrupts the cells that run, as a front end does. Does not wait for them.</summary>
    public void Interrupt()
    {
        // The main shell last: what waits in the others for its cell must not get its turn by the interrupt.
        foreach (var lane in (IEnumerable<RequestLane>)[.. subshells.All, shell])
        {
            lane.Interrupt();
        }
    }

    /// <summary>Interrupts what runs and closes the ports. What was sent has a second to arrive.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        foreach (var lane in (IEnumerable<RequestLane>)[shell, control, .. subshells.All])
        {
            lane.Close();
        }

        await sockets.FlushAsync();
        sockets.Dispose();
        shutdown.TrySetResult(false);
    }

    private static Func<Request, Task<JsonObject?>> Now(Func<Request, JsonObject?> answer) => request => Task.FromResult(answer(request));

    private static Func<Request, Task<JsonObject?>> Later(Func<Request, Task<JsonObject>> answer) => async request => await answer(request);

    private static Func<Request, Task<JsonObject?>> Silent(Action<Request> act) => request =>
    {
        act(request);
        return Task.FromResult<JsonObject?>(null);
    };

    private static string ReplyType(string requestType) =>
        requestType.EndsWith("_request", StringComparison.Ordinal) ? requestType[..^"_request".Length] + "_reply" : requestType + "_reply";

    private Dictionary<string, Func<Request, Task<JsonObject?>>> Answers(INotebookLanguage language, KernelInfo info, ConnectionFile connection)
    {
        var history = new SessionHistory();
        var cells = new CellRunner(language, publisher, stdin, history, sockets.ReceiveWhatHasArrivedAsync);
        var desk = new LanguageDesk(language);
        return new(StringComparer.Ordinal)
        {
            ["kernel_info_request"] = Now(_ => Introduction.KernelInfo(language, info)),
            ["connect_request"] = Now(_ => Introduction.Ports(connection)),
            ["execute_request"] = Later(request => request.CameBy == SocketRole.Shell
                ? cells.RunAsync(request)
                : Task.FromResult(Replies.Error("NotSupported", "cells run over the shell channel, not over the control channel"))),
            ["complete_request"] = Later(desk.CompleteAsync),
            ["inspect_request"] = Later(desk.InspectAsync),
            ["is_complete_request"] = Later(desk.IsCompleteAsync),
            ["history_request"] = Now(request => history.Answer(request.Content)),
            ["comm_open"] = Silent(request => Comms.ReceiveOpen(request.Content)),
            ["comm_msg"] = Silent(request => Comms.ReceiveMessage(request.Content, request.Message.Buffers)),
            ["comm_close"] = Silent(request => Comms.ReceiveClose(request.Content)),
            ["comm_info_request"] = Now(request => Comms.Answer(request.Content)),
            ["interrupt_request"] = Now(_ => AnswerInterrupt()),
            ["shutdown_request"] = Now(AnswerShutdown),
            ["create_subshell_request"] = Now(_ => subshells.Create()),
            ["delete_subshell_request"] = Now(subshells.Delete),
            ["list_subshell_request"] = Now(_ => subshells.List()),
            ["debug_request"] = Now(request => DebugRefusal.Of(request.Content)),
        };
    }

    // On the sockets' thread: nothing here waits.
    private void Receive(SocketRole role, List<byte[]> frames)
    {
        var (message, whyDropped) = reader.Read(frames);
        if (message is null)
        {
            log($"{role}: dropped {whyDropped}");
        }
        else if (role == SocketRole.Stdin)
        {
            stdin.Receive(message);
        }
        else
        {
            var lane = role == SocketRole.Control ? control : message.Subshell is { } id ? subshells.Find(id) ?? shell : shell;
            lane.Add(message, role);
        }
    }

    // On the lane's thread.
    private void Handle(Request request)
    {
        var parent = request.Message.Header;
        publisher.Current = request;
        publisher.Status("busy", parent);
        try
        {
            if (AnswerTo(request) is { } reply)
            {
                sockets.Send(request.CameBy, writer.Write(request.Message.Identities, ReplyType(request.Message.Type), parent, reply).Frames);
            }
        }
        catch (Exception e)
        {
            log($"{request.Message.Type}: {e}");
        }
        finally
        {
            publisher.Status("idle", parent);
        }

        if (request.Message.Type == "shutdown_request")
        {
            shutdown.TrySetResult(restart);
        }
    }

    private JsonObject? AnswerTo(Request request)
    {
        try
        {
            if (request.Message.Fault is { } fault)
            {
                throw new MalformedRequestException(fault);
            }

            if (request.CameBy == SocketRole.Shell && request.Message.Subshell is { } id && subshells.Find(id) is null)
            {
                return SubshellTable.Unknown(id);
            }

            return answers.TryGetValue(request.Message.Type, out var answer)
                ? answer(request).GetAwaiter().GetResult()
                : IsQuestion(request) ? Replies.Error("UnknownRequest", $"this kernel does not know {request.Message.Type}") : null;
        }
        catch (Exception e) when (!IsQuestion(request))
        {
            log($"{request.Message.Type}: {e.Message}");
            return null;
        }
        catch (MalformedRequestException e)
        {
            return Replies.Error("MalformedRequest", e.Message);
        }
        catch (Exception e)
        {
            return Replies.Error(e.GetType().Name, e.Message);
        }
    }

    // Comm messages, and whatever is no request, get no answer.
    private static bool IsQuestion(Request request) => request.Message.Type.EndsWith("_request", StringComparison.Ordinal);

    private JsonObject AnswerInterrupt()
    {
        Interrupt();
        return Replies.Ok();
    }

    private JsonObject AnswerShutdown(Request request)
    {
        restart = request.Content.Flag("restart", false);
        var reply = Replies.Ok();
        reply["restart"] = restart;
        // The other front ends of this kernel are told too.
        publisher.Publish("shutdown_reply", request.Message.Header, reply.DeepClone());
        Interrupt();
        return reply;
    }
}
