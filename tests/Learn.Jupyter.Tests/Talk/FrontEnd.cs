using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Learn.Jupyter.Tests.Talk;

/// <summary>A front end: sends requests and waits for what comes, for one thread at a time.</summary>
internal sealed class FrontEnd : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly MessageSigner signer;
    private readonly string session = Guid.NewGuid().ToString("N");
    private readonly DealerSocket shell;
    private readonly DealerSocket control;
    private readonly DealerSocket stdin;
    private readonly SubscriberSocket iopub = new();
    private readonly RequestSocket heartbeat = new();
    // Sends what the other may not: frames that are no question.
    private readonly DealerSocket noise = new();
    private int count;

    /// <param name="connection">Where the kernel is.</param>
    /// <param name="receivesAtMost">How many publications wait here for being read; 0 for any number.</param>
    public FrontEnd(ConnectionFile connection, int receivesAtMost = 0)
    {
        signer = new MessageSigner(connection.Key);
        (shell, control, stdin) = (Dealer(), Dealer(), Dealer());
        shell.Connect(connection.Endpoint(connection.ShellPort));
        control.Connect(connection.Endpoint(connection.ControlPort));
        stdin.Connect(connection.Endpoint(connection.StdinPort));
        heartbeat.Connect(connection.Endpoint(connection.HeartbeatPort));
        noise.Connect(connection.Endpoint(connection.HeartbeatPort));
        iopub.Options.ReceiveHighWatermark = receivesAtMost;
        iopub.Connect(connection.Endpoint(connection.IopubPort));
        iopub.SubscribeToAnyTopic();
        // From the welcome on no publication is lost.
        Welcome = NextFrom(SocketRole.Iopub);
        while (Welcome.Type != "iopub_welcome")
        {
            Welcome = NextFrom(SocketRole.Iopub);
        }
    }

    public Received Welcome { get; }

    /// <summary>Sends a request and says its id.</summary>
    public string Send(string type, JsonObject? content = null, SocketRole role = SocketRole.Shell, JsonObject? parent = null, string? subshell = null)
    {
        var (frames, id) = Frames(type, (content ?? []).ToJsonString(), parent, subshell);
        SendFrames(frames, role);
        return id;
    }

    /// <summary>Sends a cell and says the id of the request.</summary>
    public string Run(string code, string? subshell = null) => Send("execute_request", new JsonObject { ["code"] = code }, subshell: subshell);

    public void SendFrames(IEnumerable<byte[]> frames, SocketRole role = SocketRole.Shell) => SocketOf(role).SendMultipartBytes(frames);

    /// <summary>Sends frames to the heartbeat.</summary>
    public void SendNoise(IEnumerable<byte[]> frames) => noise.SendMultipartBytes(frames);

    /// <summary>The frames of a request, signed.</summary>
    public (List<byte[]> Frames, string Id) Frames(string type, string content, JsonObject? parent = null, string? subshell = null, string metadata = "{}")
    {
        var id = $"{session}-{++count}";
        var header = new JsonObject
        {
            ["msg_id"] = id,
            ["msg_type"] = type,
            ["session"] = session,
            ["username"] = "tester",
            ["date"] = "2026-01-01T00:00:00Z",
            ["version"] = "5.4",
        };
        if (subshell is not null)
        {
            header["subshell_id"] = subshell;
        }

        return (Signed(header.ToJsonString(), (parent ?? []).ToJsonString(), metadata, content), id);
    }

    /// <summary>Frames of these texts with their right signature.</summary>
    public List<byte[]> Signed(params string[] parts) => Signed([.. parts.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>These frames with their right signature.</summary>
    public List<byte[]> Signed(List<byte[]> bytes)
    {
        return [MessageReader.Delimiter, signer.Sign(bytes[0], bytes[1], bytes[2], bytes[3]), .. bytes];
    }

    /// <summary>The reply to a request. Replies to others that come before it are an error.</summary>
    public Received Reply(string id, SocketRole role = SocketRole.Shell)
    {
        var reply = NextFrom(role);
        Assert.Equal(id, reply.ParentId);
        return reply;
    }

    /// <summary>What is published for a request, from "busy" to "idle", both included. What belongs to others is skipped.</summary>
    public List<Received> Published(string id)
    {
        var all = new List<Received>();
        do
        {
            var next = NextFrom(SocketRole.Iopub);
            if (next.ParentId == id)
            {
                all.Add(next);
            }
        }
        while (all.Count == 0 || !IsIdle(all[^1]));
        Assert.Equal("busy", all[0]["execution_state"]);
        return all;
    }

    /// <summary>Asks on the control channel or the shell and waits for the answer and its "idle".</summary>
    public Received Ask(string type, JsonObject? content = null, SocketRole role = SocketRole.Shell, bool reads = true)
    {
        var id = Send(type, content, role);
        var reply = Reply(id, role);
        if (reads)
        {
            Published(id);
        }

        return reply;
    }

    public Received NextFrom(SocketRole role)
    {
        var watch = Stopwatch.StartNew();
        List<byte[]> frames = null!;
        Assert.True(SocketOf(role).TryReceiveMultipartBytes(Limit, ref frames!), $"a message on {role} within {watch.Elapsed}");
        return Received.Read(frames, signer);
    }

    public bool Beats()
    {
        heartbeat.SendFrame("are you there");
        return heartbeat.TryReceiveFrameString(Limit, out var answer) && answer == "are you there";
    }

    public void Dispose()
    {
        foreach (NetMQSocket socket in (NetMQSocket[])[shell, control, stdin, iopub, heartbeat, noise])
        {
            socket.Options.Linger = TimeSpan.Zero;
            socket.Dispose();
        }
    }

    private static bool IsIdle(Received message) => message.Type == "status" && message["execution_state"] == "idle";

    private DealerSocket Dealer()
    {
        var socket = new DealerSocket();
        socket.Options.Identity = Encoding.ASCII.GetBytes(session);
        socket.Options.SendHighWatermark = 0;
        socket.Options.ReceiveHighWatermark = 0;
        return socket;
    }

    private NetMQSocket SocketOf(SocketRole role) => role switch
    {
        SocketRole.Shell => shell,
        SocketRole.Control => control,
        SocketRole.Stdin => stdin,
        _ => iopub,
    };
}
