using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>
/// The subshells of JEP 91: lanes beside the main one, opened and closed by front ends over the control channel. Questions and comm messages in them
/// are answered while a cell runs; whether a cell is run too is the language's choice.
/// </summary>
internal sealed class SubshellTable(Action<Request> handle)
{
    // Each has a thread; front ends open a handful.
    private const int Most = 32;

    private readonly Dictionary<string, RequestLane> lanes = new(StringComparer.Ordinal);

    public IReadOnlyList<RequestLane> All
    {
        get
        {
            lock (lanes)
            {
                return [.. lanes.Values];
            }
        }
    }

    public RequestLane? Find(string id)
    {
        lock (lanes)
        {
            return lanes.GetValueOrDefault(id);
        }
    }

    public JsonObject Create()
    {
        lock (lanes)
        {
            if (lanes.Count >= Most)
            {
                return Replies.Error("TooManySubshells", $"a kernel has at most {Most} subshells");
            }

            var id = Guid.NewGuid().ToString("N");
            lanes[id] = new RequestLane("jupyter subshell", handle);
            var reply = Replies.Ok();
            reply["subshell_id"] = id;
            return reply;
        }
    }

    public JsonObject Delete(Request request)
    {
        var id = request.Content.Text("subshell_id");
        lock (lanes)
        {
            if (!lanes.Remove(id, out var lane))
            {
                return Unknown(id);
            }

            lane.Close();
        }

        return Replies.Ok();
    }

    public JsonObject List()
    {
        lock (lanes)
        {
            var reply = Replies.Ok();
            reply["subshell_id"] = new JsonArray([.. lanes.Keys.Select(id => JsonValue.Create(id))]);
            return reply;
        }
    }

    public static JsonObject Unknown(string id) => Replies.Error("NoSuchSubshell", $"there is no subshell {id}");
}
