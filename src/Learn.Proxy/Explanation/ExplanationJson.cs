using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Explanations as JSON, for programs.</summary>
public static class ExplanationJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes answers as an array, with a line end at the end.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="family">The family; it decides how rules are written.</param>
    public static string Write(IEnumerable<IExplanation> answers, IpFamily family)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartArray();
            foreach (IExplanation answer in answers)
            {
                Write(json, answer, family);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, IExplanation answer, IpFamily family)
    {
        switch (answer)
        {
            case RuleExplanation rule:
                Write(json, rule, family);
                break;
            case ChainExplanation chain:
                json.WriteStartObject();
                json.WriteString("table", chain.Table);
                json.WriteString("chain", chain.Chain);
                json.WriteString("title", chain.Title);
                json.WriteString("purpose", chain.Purpose);
                WriteNames(json, chain.Service, chain.Endpoint);
                WriteList(json, "rules", chain.Rules, family);
                json.WriteEndObject();
                break;
            case TableExplanation table:
                json.WriteStartObject();
                json.WriteString("table", table.Table);
                json.WriteString("purpose", table.Purpose);
                WriteList(json, "chains", table.Chains, family);
                json.WriteEndObject();
                break;
            case ServiceExplanation service:
                json.WriteStartObject();
                json.WriteString("service", service.Service);
                WriteList(json, "shared", service.Shared, family);
                WriteList(json, "chains", service.Chains, family);
                json.WriteEndObject();
                break;
            case FieldRules field:
                json.WriteStartObject();
                json.WriteString("object", field.Object);
                json.WriteString("field", field.Path);
                WriteList(json, "rules", field.Rules, family);
                json.WriteEndObject();
                break;
            case RulesetOverview overview:
                Write(json, overview);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<IExplanation> items, IpFamily family)
    {
        json.WriteStartArray(name);
        foreach (IExplanation item in items)
        {
            Write(json, item, family);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RulesetOverview overview)
    {
        json.WriteStartObject();
        json.WriteNumber("rules", overview.RuleCount);
        json.WriteStartArray("services");
        foreach (ServiceReading service in overview.Services)
        {
            json.WriteStringValue(service.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("chains");
        foreach (ChainReading chain in overview.Chains)
        {
            json.WriteStartObject();
            json.WriteString("table", chain.Table);
            json.WriteString("chain", chain.Chain);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleExplanation rule, IpFamily family)
    {
        json.WriteStartObject();
        json.WriteString("table", rule.Table);
        json.WriteString("chain", rule.Chain);
        json.WriteNumber("number", rule.Number);
        json.WriteString("rule", RuleWriter.ToText(rule.Rule, family));
        json.WriteString("sentence", rule.Sentence);
        json.WriteString("because", rule.Because);
        json.WriteString("owner", rule.Owner.ToString());
        if (rule.Reason is { } reason)
        {
            json.WriteString("reason", reason.ToString());
            json.WriteString("feature", rule.Feature);
        }

        WriteNames(json, rule.Service, rule.Endpoint);
        json.WriteStartArray("fields");
        foreach (FieldReference field in rule.Fields)
        {
            json.WriteStartObject();
            json.WriteString("object", field.Object);
            json.WriteString("path", field.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("references");
        foreach (RuleReference reference in rule.References)
        {
            json.WriteStartObject();
            json.WriteString("name", reference.Name);
            json.WriteString("title", reference.Title);
            json.WriteString("url", reference.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, ServiceReading? service, EndpointReading? endpoint)
    {
        if (service is not null)
        {
            json.WriteString("service", service.Name);
        }

        if (endpoint is not null)
        {
            json.WriteString("endpoint", endpoint.Address);
        }
    }
}
