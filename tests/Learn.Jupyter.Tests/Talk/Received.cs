using System.Text;
using System.Text.Json.Nodes;

namespace Learn.Jupyter.Tests.Talk;

/// <summary>A message as a front end gets it.</summary>
internal sealed record Received(JsonObject Header, JsonObject Parent, JsonObject Metadata, JsonObject Content)
{
    public string Type => (string)Header["msg_type"]!;

    public string? ParentId => (string?)Parent["msg_id"];

    public string? this[string name] => Content[name]?.ToString();

    /// <summary>Reads the frames and checks the signature, as every front end does.</summary>
    public static Received Read(List<byte[]> frames, MessageSigner signer)
    {
        var at = frames.FindIndex(frame => frame.AsSpan().SequenceEqual(MessageReader.Delimiter));
        Assert.True(at >= 0 && frames.Count >= at + 6, "a whole message");
        Assert.True(signer.IsRight(frames[at + 1], frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5]), "a right signature");
        var parts = frames.Skip(at + 2).Take(4).Select(frame => JsonNode.Parse(Encoding.UTF8.GetString(frame))!.AsObject()).ToList();
        return new Received(parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>A line for golden conversations: what varies from run to run is left out.</summary>
    public override string ToString() => $"{Type} {Content.ToJsonString()}";
}
