using System.Text.RegularExpressions;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>
/// A conversation kept as a file, held again with a real server over real sockets. A line that begins with <c>&gt;</c> is sent, one with
/// <c>&lt;</c> must come next on its channel, of what belongs to the same request (the kernel's threads answer beside one another):
/// <code>
/// &gt; a shell execute_request {"code":"echo hello"}
/// &lt; a iopub status {"execution_state":"busy"}
/// </code>
/// The first word is the test's name for the request, on answers that of the request they belong to. <c>in=NAME</c> after the channel sends into the
/// subshell that the answer to NAME told; <c>to=NAME</c> makes a message the answer to the last input request of NAME.
/// </summary>
internal sealed partial class GoldenConversation
{
    private readonly Dictionary<string, string> namesById = new(StringComparer.Ordinal) { [""] = "-" };
    private readonly Dictionary<string, Received> replies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Received> questions = new(StringComparer.Ordinal);
    private readonly List<string> secrets = [];
    private readonly List<(string Channel, Received Message)> unasked = [];
    private readonly FrontEnd client;

    public GoldenConversation(FrontEnd client) => this.client = client;

    /// <summary>What came and stands in no line.</summary>
    public IReadOnlyList<string> Unheard => [.. unasked.Select(one => $"{NameOf(one.Message)} {one.Channel} {one.Message}")];

    /// <summary>Holds the conversation: the lines as they really went.</summary>
    public IReadOnlyList<string> Hold(IEnumerable<string> lines) => [.. lines.Select(line => line switch
    {
        ['>', ..] => Said(line),
        ['<', ..] => line.Split(' ') is [_, var name, var channel, ..] ? Heard(name, channel) : line,
        _ => line,
    })];

    private string Said(string line)
    {
        var words = Line().Match(line);
        Assert.True(words.Success, $"not a line of a conversation: {line}");
        var (name, type, content) = (words.Groups["name"].Value, words.Groups["type"].Value, Revealed(words.Groups["content"].Value));
        var subshell = words.Groups["in"] is { Success: true } made ? replies[made.Value]["subshell_id"] : null;
        var parent = words.Groups["to"] is { Success: true } asked ? questions[asked.Value].Header.DeepClone().AsObject() : null;
        var (frames, id) = client.Frames(type, content, parent, subshell);
        namesById[id] = name;
        client.SendFrames(frames, RoleOf(words.Groups["channel"].Value));
        return line;
    }

    private string Heard(string expected, string channel)
    {
        var message = NextOf(expected, channel);
        var name = NameOf(message);
        if (channel is "shell" or "control")
        {
            replies[name] = message;
            if (message["subshell_id"] is { Length: 32 } id)
            {
                secrets.Add(id);
            }
        }
        else if (channel == "stdin")
        {
            questions[name] = message;
        }

        return $"< {name} {channel} {message.Type} {Hidden(message.Content.ToJsonString(Relaxed))}";
    }

    private Received NextOf(string name, string channel)
    {
        var at = unasked.FindIndex(one => one.Channel == channel && NameOf(one.Message) == name);
        if (at >= 0)
        {
            var (_, kept) = unasked[at];
            unasked.RemoveAt(at);
            return kept;
        }

        while (true)
        {
            var message = client.NextFrom(RoleOf(channel));
            if (NameOf(message) == name)
            {
                return message;
            }

            unasked.Add((channel, message));
        }
    }

    private string NameOf(Received message) => namesById.GetValueOrDefault(message.ParentId ?? "", "?");

    // Ids that are made anew each time are written as #1, #2, … in their order.
    private string Hidden(string content) => secrets.Select((secret, at) => (secret, at)).Aggregate(content, (text, one) => text.Replace(one.secret, $"#{one.at + 1}", StringComparison.Ordinal));

    private string Revealed(string content) => secrets.Select((secret, at) => (secret, at)).Aggregate(content, (text, one) => text.Replace($"#{one.at + 1}\"", $"{one.secret}\"", StringComparison.Ordinal));

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static SocketRole RoleOf(string channel) => Enum.Parse<SocketRole>(channel, ignoreCase: true);

    [GeneratedRegex(@"^> (?<name>\S+) (?<channel>\w+)( in=(?<in>\w+))?( to=(?<to>\w+))? (?<type>\S+) (?<content>.*)$")]
    private static partial Regex Line();
}
