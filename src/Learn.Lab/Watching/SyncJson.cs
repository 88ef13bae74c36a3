using System.Text;
using System.Text.Json;

namespace Learn;

/// <summary>Writes a sync as one line of JSON. Times are milliseconds.</summary>
internal static class SyncJson
{
    public static string Write(SyncEvent sync)
    {
        var record = sync.Record;
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteNumber("number", record.Number);
            json.WriteString("time", record.EndedAt);
            json.WriteString("node", record.Node);
            json.WriteString("family", record.Plan.Family.ToString());
            json.WriteBoolean("full", record.Plan.IsFull);
            json.WriteNumber("rules", record.Plan.RuleCount);
            json.WriteNumber("bytes", record.Plan.PayloadLength);
            json.WriteNumber("generation", record.Timings.Generation.TotalMilliseconds);
            json.WriteNumber("restore", record.Timings.Restore.TotalMilliseconds);
            json.WriteNumber("setup", record.Timings.Setup.TotalMilliseconds);
            json.WriteNumber("look", record.Timings.Look.TotalMilliseconds);
            json.WriteNumber("duration", record.Duration.TotalMilliseconds);
            json.WriteString("trigger", record.Reason.Trigger.ToString());
            json.WriteString("why", record.Reason.Why);
            json.WriteStartArray("causes");
            foreach (var cause in record.Reason.Causes)
            {
                json.WriteStartObject();
                json.WriteString("change", cause.Change.ToString());
                json.WriteString("kind", cause.Kind);
                json.WriteString("name", cause.Name.ToString());
                json.WriteString("details", cause.Details);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("changes");
            foreach (string sentence in sync.Before is null ? [] : sync.ChangeSentences)
            {
                json.WriteStringValue(sentence);
            }

            json.WriteEndArray();
            json.WriteString("failure", record.Failure);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }
}
