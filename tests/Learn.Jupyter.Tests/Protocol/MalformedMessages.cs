using System.Text.Json.Nodes;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>Messages that no front end should send, from a seed: the same ones every time.</summary>
internal sealed class MalformedMessages(FrontEnd client, int seed)
{
    /// <summary>The requests and their fields. No shutdown: that one is always understood.</summary>
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["execute_request"] = ["code", "silent", "store_history", "stop_on_error", "allow_stdin", "user_expressions"],
        ["complete_request"] = ["code", "cursor_pos"],
        ["inspect_request"] = ["code", "cursor_pos", "detail_level"],
        ["is_complete_request"] = ["code"],
        ["history_request"] = ["hist_access_type", "output", "raw", "session", "start", "stop", "n", "pattern", "unique"],
        ["comm_open"] = ["comm_id", "target_name", "data"],
        ["comm_msg"] = ["comm_id", "data"],
        ["comm_close"] = ["comm_id", "data"],
        ["comm_info_request"] = ["target_name"],
        ["kernel_info_request"] = [],
        ["connect_request"] = [],
        ["interrupt_request"] = [],
        ["debug_request"] = ["seq", "type", "command", "arguments"],
        ["create_subshell_request"] = [],
        ["delete_subshell_request"] = ["subshell_id"],
        ["list_subshell_request"] = [],
        ["input_reply"] = ["value", "status"],
        ["status"] = ["execution_state"],
        ["nonsense_request"] = ["sense"],
    };

    /// <summary>Right, wrong and strange: one of every kind of JSON, and at the edges of each.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "17", "2147483648", "-9223372036854775809", "1.5", "1e400", "\"\"", "\"text\"", "\"echo\"", "\"fail\"", "\"tail\"", "\"search\"",
        "\"range\"", "\"*(?[\"", "\"[!\"", "\"\\ud800\"", "\"\\u0000\"", "\"\ud83d\ude00\"", "[]", "[1,[2]]", "{}", "{\"a\":{}}", "{\"\\ud800\":\"1\"}", "{\"a\":\"bad\",\"b\":7}",
    ];

    private static readonly string[] Texts = ["", "{", "null", "[]", "17", "\"text\"", "{}", "{\"code\":\"echo\",\"code\":\"out\"}", "{\"code\":\"echo\"}x", "\ufeff{}", "//", "{'a':1}"];

    private static readonly string[] Types = [.. Fields.Keys, "", "\ud83d\ude00", "execute_reply", new string('x', 2000)];

    private readonly Random random = new(seed);

    /// <summary>The frames of the next one.</summary>
    public List<byte[]> Next() => random.Next(10) switch
    {
        0 => [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Noise())],
        1 => [MessageReader.Delimiter, .. Enumerable.Range(0, random.Next(0, 9)).Select(_ => Noise())],
        2 => client.Signed(Pick(Texts), Pick(Texts), Pick(Texts), Pick(Texts)),
        3 => Cut(),
        4 => Flipped(),
        5 => [Noise(), Noise(), .. client.Frames(Pick(Types), Content()).Frames, Noise()],
        6 => NoUnicode(),
        7 => StrangeHeader(),
        _ => client.Frames(
            Pick(Types), Content(), random.Next(4) == 0 ? new JsonObject { ["msg_id"] = JsonNode.Parse(Whole(Pick(Values))) } : null,
            metadata: random.Next(4) == 0 ? Pick(Values) : "{}").Frames,
    };

    /// <summary>Bytes for a connection that speaks no ZeroMQ, or stops to.</summary>
    public byte[] Raw()
    {
        // The greeting of ZMTP 3.0 (rfc.zeromq.org/spec/23), then frames with lengths that nobody could send.
        byte[] greeting = [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0, .. "NULL"u8, .. new byte[48]];
        return random.Next(4) switch
        {
            0 => Noise(),
            1 => greeting[..random.Next(greeting.Length)],
            2 => [.. greeting, 0x02, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, .. Noise()],
            _ => [.. greeting, .. Noise()],
        };
    }

    private List<byte[]> Cut()
    {
        var frames = client.Frames(Pick(Types), Content()).Frames;
        return frames[..random.Next(1, frames.Count)];
    }

    private List<byte[]> Flipped()
    {
        var frames = client.Frames(Pick(Types), Content()).Frames;
        // Without a key the signature is empty.
        var frame = frames[random.Next(frames[1].Length == 0 ? 2 : 1, 4)];
        frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
        return frames;
    }

    private List<byte[]> NoUnicode()
    {
        var frames = client.Frames(Pick(Types), Content()).Frames;
        var parts = frames[2..6];
        parts[random.Next(4)] = [.. "{\"code\":\""u8, 0xff, 0xc0, 0x80, .. "\"}"u8];
        return client.Signed(parts);
    }

    private List<byte[]> StrangeHeader()
    {
        string[] names = ["msg_id", "msg_type", "session", "username", "date", "version", "subshell_id"];
        var strange = names[random.Next(names.Length)];
        var header = string.Join(',', names[..6].Where(name => name != strange)
            .Select(name => $"\"{name}\":{(name == "msg_type" ? $"\"{Pick(Types)}\"" : name == "msg_id" ? $"\"strange-{random.Next()}\"" : "\"x\"")}").Append($"\"{strange}\":{Pick(Values)}"));
        return client.Signed($"{{{header}}}", "{}", "{}", Content());
    }

    private string Content()
    {
        switch (random.Next(12))
        {
            case 0:
                return Pick(Texts);
            case 1:
                // Deeper than any reader should go down.
                return $"{{\"code\":{new string('[', random.Next(40, 4000))}";
            case 2:
                var depth = random.Next(2, 200);
                return $"{{\"data\":{new string('[', depth)}{new string(']', depth)}}}";
            case 3 when random.Next(10) == 0:
                return $"{{\"code\":\"out {new string('x', 1 << 20)}\",\"comm_id\":\"long\"}}";
            default:
                var names = Fields[Pick([.. Fields.Keys])].Concat(["code", "more"]).Where(_ => random.Next(3) > 0);
                return $"{{{string.Join(',', names.Select(name => $"\"{name}\":{Pick(Values)}"))}}}";
        }
    }

    // JsonNode makes no halves of characters and no numbers beyond its own.
    private static string Whole(string value) => value.Contains("ud800", StringComparison.Ordinal) ? "null" : value;

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private byte[] Noise()
    {
        var bytes = new byte[random.Next(0, 200)];
        random.NextBytes(bytes);
        return bytes;
    }
}
