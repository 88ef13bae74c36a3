using System.Text;
using System.Text.Json.Nodes;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>Messages that no front end should send.</summary>
public sealed class MalformedTests
{
    private const int Seed = 20261123;
    private const int Messages = 10_000;

    private static readonly string[] Types =
    [
        "execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_open", "comm_msg", "comm_close",
        "comm_info_request", "kernel_info_request", "connect_request", "interrupt_request", "debug_request", "create_subshell_request",
        "delete_subshell_request", "list_subshell_request", "input_reply", "status", "nonsense_request", "", "\ud83d\ude00",
    ];

    private static readonly string[] Contents =
    [
        "", "{", "null", "[]", "17", "\"text\"", "{}", "{\"code\":17}", "{\"code\":null}", "{\"code\":\"echo\",\"silent\":\"yes\"}", "{\"code\":\"\\ud800\"}",
        "{\"code\":\"echo\",\"cursor_pos\":1e9}", "{\"code\":\"echo\",\"cursor_pos\":-1}", "{\"code\":\"echo\",\"user_expressions\":[1]}",
        "{\"code\":\"fail\",\"stop_on_error\":false}", "{\"comm_id\":{}}", "{\"comm_id\":\"a\",\"target_name\":7}", "{\"hist_access_type\":\"tail\",\"n\":-5}",
        "{\"hist_access_type\":\"search\",\"pattern\":\"*(?[\"}", "{\"subshell_id\":\"no\"}", "{\"code\":\"echo\",\"code\":\"echo\"}", "\ufffd",
        new string('[', 500), "{\"code\":\"echo\",\"user_expressions\":{\"a\":{}}}",
    ];

    [Fact]
    public async Task Ten_thousand_malformed_messages_do_no_harm()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");
        await using var talk = new Conversation();
        var random = new Random(Seed);
        var balance = new Dictionary<string, int>(StringComparer.Ordinal);
        var (busy, idle) = (0, 0);
        for (var number = 0; number < Messages; number++)
        {
            var role = random.Next(10) switch { 0 => SocketRole.Control, 1 => SocketRole.Stdin, _ => SocketRole.Shell };
            talk.Client.SendFrames(Malformed(random, talk.Client), role);
            // Both channels are empty again after these; between them nothing piles up.
            if (number % 500 == 499)
            {
                CountUntilAnswered(SocketRole.Control);
                CountUntilAnswered(SocketRole.Shell);
            }
        }

        Assert.True(busy > 1000, $"{busy} of the messages were requests");
        Assert.Equal(busy, idle);
        Assert.All(balance, entry => Assert.Equal(0, entry.Value));
        Assert.True(talk.Client.Beats());
        var id = talk.Client.Run("echo alive");
        Assert.Contains(talk.Client.Published(id), message => message.Type == "execute_result");

        void CountUntilAnswered(SocketRole role)
        {
            var last = talk.Client.Send("kernel_info_request", role: role);
            for (var answered = false; !answered;)
            {
                var message = talk.Client.NextFrom(SocketRole.Iopub);
                if (message.Type == "status")
                {
                    var isIdle = message["execution_state"] == "idle";
                    _ = isIdle ? idle++ : busy++;
                    balance[message.ParentId!] = balance.GetValueOrDefault(message.ParentId!) + (isIdle ? -1 : 1);
                    answered = isIdle && message.ParentId == last;
                }
            }

            while (talk.Client.NextFrom(role).ParentId != last)
            {
            }
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

    private static List<byte[]> Malformed(Random random, FrontEnd client)
    {
        string Pick(string[] from) => from[random.Next(from.Length)];
        switch (random.Next(8))
        {
            case 0:
                return [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Noise(random))];
            case 1:
                return [MessageReader.Delimiter, .. Enumerable.Range(0, random.Next(0, 9)).Select(_ => Noise(random))];
            case 2:
                return client.Signed(Pick(Contents), Pick(Contents), Pick(Contents), Pick(Contents));
            case 3:
                var (cut, _) = client.Frames(Pick(Types), Pick(Contents));
                return cut[..random.Next(1, cut.Count)];
            case 4:
                var (flipped, _) = client.Frames(Pick(Types), Pick(Contents));
                var frame = flipped[random.Next(1, 4)];
                frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 5:
                return [Noise(random), Noise(random), .. client.Frames(Pick(Types), Pick(Contents)).Frames, Noise(random)];
            default:
                return client.Frames(Pick(Types), Pick(Contents), random.Next(4) == 0 ? new JsonObject { ["msg_id"] = 1 } : null, metadata: random.Next(4) == 0 ? Pick(Contents) : "{}").Frames;
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(0, 200)];
        random.NextBytes(bytes);
        return bytes;
    }
}
