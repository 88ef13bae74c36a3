using System.Text.Json.Nodes;
using Learn.Netfilter;

namespace Learn;

/// <summary>Writes a trace as JSON, times in milliseconds.</summary>
internal static class TraceJson
{
    /// <summary>The trace as JSON.</summary>
    public static string Of(TraceResult trace) => ReadableJson.Text(new JsonObject
    {
        ["target"] = trace.Target,
        ["from"] = trace.From,
        ["outcome"] = trace.Outcome,
        ["isAnswered"] = trace.IsAnswered,
        ["agrees"] = trace.Agrees,
        ["probability"] = trace.Probability,
        ["disagreements"] = new JsonArray([.. trace.Disagreements.Select(text => (JsonNode)text)]),
        ["elapsed"] = trace.Elapsed.TotalMilliseconds,
        ["request"] = new JsonArray([.. trace.Request.Select(Of)]),
        ["reply"] = new JsonArray([.. trace.Reply.Select(Of)]),
    });

    private static JsonObject Of(NodeCrossing crossing) => new JsonObject
    {
        ["node"] = crossing.Node,
        ["start"] = crossing.Start.TotalMilliseconds,
        ["source"] = new System.Net.IPEndPoint(crossing.Path.Entered.Source, crossing.Path.Entered.SourcePort).ToString(),
        ["destination"] = new System.Net.IPEndPoint(crossing.Path.Entered.Destination, crossing.Path.Entered.DestinationPort).ToString(),
        ["inInterface"] = crossing.Path.Entered.InInterface,
        ["fromLocalProcess"] = crossing.Path.FromLocalProcess,
        ["end"] = crossing.Path.End.ToString(),
        ["outInterface"] = crossing.Path.Final?.OutInterface,
        ["newSource"] = crossing.NewSource?.ToString(),
        ["newDestination"] = crossing.NewDestination?.ToString(),
        ["connection"] = crossing.Connection is { } connection ? new JsonObject { ["original"] = connection.Original.ToString(), ["reply"] = connection.Reply.ToString() } : null,
        ["agrees"] = crossing.Comparison.Agrees,
        ["probability"] = crossing.Comparison.Probability,
        ["remark"] = crossing.Remark,
        ["steps"] = new JsonArray([.. crossing.Path.Steps.Select(step => Of(crossing, step))]),
    };

    private static JsonObject Of(NodeCrossing crossing, TraceStep step) => new JsonObject
    {
        ["time"] = (step.Time - crossing.Path.EnteredAt).TotalMilliseconds,
        ["hook"] = WalkWords.Name(step.Hook),
        ["table"] = step.Table,
        ["chain"] = step.Chain,
        ["number"] = step.Number,
        ["rule"] = step.Rule?.ToString(),
        ["sentence"] = crossing.SentenceOf(step),
        ["verdict"] = step.Verdict.ToString(),
        ["target"] = step.Target,
        ["mark"] = step.Mark,
    };
}
