using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>The cells of this session. Earlier sessions are not kept: a notebook keeps its own.</summary>
internal sealed class SessionHistory
{
    private const int ThisSession = 1;

    private readonly List<Entry> entries = [];

    public void Add(int line, string code, string? output)
    {
        lock (entries)
        {
            entries.Add(new Entry(line, code, output));
        }
    }

    /// <summary>The answer to a <c>history_request</c>.</summary>
    public JsonObject Answer(JsonElement request)
    {
        List<Entry> all;
        lock (entries)
        {
            all = [.. entries];
        }

        var withOutput = request.Flag("output", false);
        var count = request.Number("n") is { } n ? Math.Max(0, n) : int.MaxValue;
        var kind = request.Text("hist_access_type", "range");
        var found = kind switch
        {
            "range" => Range(all, request.Number("session") ?? 0, request.Number("start") ?? 1, request.Number("stop")),
            "tail" => all.TakeLast(count),
            "search" => Search(all, request.Text("pattern", "*"), request.Flag("unique", false)).TakeLast(count),
            _ => throw new MalformedRequestException($"hist_access_type is range, tail or search, not {kind}"),
        };
        var reply = Replies.Ok();
        reply["history"] = new JsonArray([.. found.Select(entry => entry.ToJson(withOutput))]);
        return reply;
    }

    private static IEnumerable<Entry> Range(List<Entry> all, int session, int start, int? stop) =>
        session is 0 or ThisSession ? all.Where(entry => entry.Line >= start && (stop is null || entry.Line < stop)) : [];

    private static IEnumerable<Entry> Search(List<Entry> all, string pattern, bool isUnique)
    {
        var expression = new GlobPattern(pattern);
        var found = all.Where(entry => expression.Matches(entry.Code));
        // Of equal ones the newest stays.
        return isUnique ? found.GroupBy(entry => entry.Code, StringComparer.Ordinal).Select(same => same.Last()).OrderBy(entry => entry.Line) : found;
    }

    private sealed record Entry(int Line, string Code, string? Output)
    {
        public JsonArray ToJson(bool withOutput) =>
            new(ThisSession, Line, withOutput ? new JsonArray(JsonValue.Create(Code), JsonValue.Create(Output)) : JsonValue.Create(Code));
    }
}
