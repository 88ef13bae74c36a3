using System.Net;
using System.Net.Sockets;
using System.Text;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>Messages that no front end should send.</summary>
public sealed class MalformedTests
{
    private const int Seed = 20261123;
    private const int Messages = 10_000;

    private const int Connections = 200;
    private const long Growth = 200L << 20;

    [Theory]
    [InlineData(Conversation.Key)]
    [InlineData("")]
    public async Task Ten_thousand_malformed_messages_do_no_harm(string key)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");
        using var kernel = new KernelChild(key: key);
        var messages = new MalformedMessages(kernel.Client, Seed);
        var random = new Random(Seed);
        var errors = new SortedSet<string>(StringComparer.Ordinal);
        kernel.Client.Published(kernel.Client.Run("echo first"));
        kernel.Client.NextFrom(SocketRole.Shell);
        var (balance, before) = (new Dictionary<string, int>(StringComparer.Ordinal), kernel.MemoryBytes);
        for (var number = 1; number <= Messages; number++)
        {
            var role = random.Next(20) switch { 0 or 1 => SocketRole.Control, 2 => SocketRole.Stdin, 3 => SocketRole.Iopub, _ => SocketRole.Shell };
            if (role == SocketRole.Iopub)
            {
                // Nobody sends to iopub; what would have gone there goes to the heartbeat.
                kernel.Client.SendNoise(messages.Next());
            }
            else
            {
                kernel.Client.SendFrames(messages.Next(), role);
            }

            if (number % (Messages / Connections) == 0)
            {
                await SendRawAsync(kernel, messages.Raw(), random.Next(5));
            }

            // Both channels are empty again after these; between them nothing piles up.
            if (number % 500 == 0)
            {
                CountUntilAnswered(SocketRole.Control);
                CountUntilAnswered(SocketRole.Shell);
            }
        }

        Assert.False(kernel.Process.HasExited);
        Assert.True(balance.Count > 2000, $"{balance.Count} of the messages were requests");
        Assert.All(balance, entry => Assert.Equal(0, entry.Value));
        // Faults of the messages, none of the kernel. There are requests to interrupt among them, which may meet a cell.
        errors.Remove("Interrupted");
        Assert.Equal(["Failure", "MalformedRequest", "NoSuchSubshell", "NotSupported", "TooManySubshells", "UnknownRequest", "none"], errors);
        Assert.InRange(kernel.MemoryBytes, 0, before + Growth);
        Assert.True(kernel.Client.Beats());
        var id = kernel.Client.Run("echo alive");
        Assert.Contains(kernel.Client.Published(id), message => message.Type == "execute_result");

        void CountUntilAnswered(SocketRole role)
        {
            var last = kernel.Client.Send("kernel_info_request", role: role);
            for (var answered = false; !answered;)
            {
                var message = kernel.Client.NextFrom(SocketRole.Iopub);
                if (message.Type == "status")
                {
                    var isIdle = message["execution_state"] == "idle";
                    balance[message.ParentId!] = balance.GetValueOrDefault(message.ParentId!) + (isIdle ? -1 : 1);
                    answered = isIdle && message.ParentId == last;
                }
            }

            Received reply;
            do
            {
                reply = kernel.Client.NextFrom(role);
                errors.Add(reply["ename"] ?? "none");
            }
            while (reply.ParentId != last);
        }
    }

    [Fact]
    public async Task Wrong_and_repeated_signatures_are_dropped()
    {
        await using var talk = new Conversation();
        var (frames, id) = talk.Client.Frames("execute_request", """{"code":"echo once"}""");
        talk.Client.SendFrames(frames);
        talk.Client.SendFrames(frames);
        var (forged, _) = talk.Client.Frames("execute_request", """{"code":"echo forged"}""");
        foreach (var signature in (byte[][])[[], "00"u8.ToArray(), new byte[64], Encoding.ASCII.GetBytes(new string('a', 64)), forged[1][..63]])
        {
            talk.Client.SendFrames([forged[0], signature, .. forged[2..]]);
        }

        talk.Client.SendFrames([.. forged[..5], "{\"code\":\"echo changed\"}"u8.ToArray()]);
        var last = talk.Client.Send("kernel_info_request");
        talk.Client.Reply(id);
        talk.Client.Reply(last);
        Assert.Equal("echo once", Assert.Single(talk.Language.Requests).Code);
        lock (talk.Log)
        {
            Assert.Equal(7, talk.Log.Count(line => line.Contains("signature", StringComparison.Ordinal)));
        }
    }

    private static async Task SendRawAsync(KernelChild kernel, byte[] bytes, int port)
    {
        using var connection = new TcpClient();
        var file = kernel.Connection;
        await connection.ConnectAsync(IPAddress.Loopback, ((int[])[file.ShellPort, file.ControlPort, file.IopubPort, file.StdinPort, file.HeartbeatPort])[port]);
        await connection.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
    }
}
