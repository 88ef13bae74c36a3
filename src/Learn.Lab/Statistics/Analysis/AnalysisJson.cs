using System.Text;
using System.Text.Json;

namespace Learn;

/// <summary>Writes an analysis as JSON. Shares are 0–1, times seconds.</summary>
internal static class AnalysisJson
{
    public static string Write(DistributionAnalysis analysis)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("title", analysis.Title);
            json.WriteNumber("count", analysis.Count);
            json.WriteNumber("excluded", analysis.Excluded);
            WriteEnds(json, analysis);
            WriteFit(json, "pearson", analysis.Pearson);
            WriteFit(json, "likelihoodRatio", analysis.LikelihoodRatio);
            if (analysis.Effect is { } effect)
            {
                json.WriteNumber("w", effect.W);
                json.WriteNumber("cramersV", effect.CramersV);
            }

            WritePlan(json, analysis.Plan);
            WriteOrder(json, analysis.Order);
            WriteTime(json, analysis.OverTime);
            json.WriteStartArray("sentences");
            foreach (string sentence in analysis.Sentences)
            {
                json.WriteStringValue(sentence);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static void WriteEnds(Utf8JsonWriter json, DistributionAnalysis analysis)
    {
        json.WriteStartArray("ends");
        foreach (var end in analysis.Ends)
        {
            json.WriteStartObject();
            json.WriteString("end", end.End.ToString());
            json.WriteNumber("count", end.Count);
            json.WriteNumber("share", end.Share);
            WriteOptional(json, "expected", end.Expected);
            WriteInterval(json, "possible", end.Possible);
            WriteInterval(json, "possibleTogether", end.PossibleTogether);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFit(Utf8JsonWriter json, string name, GoodnessOfFit? fit)
    {
        if (fit is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("method", fit.Method.ToString());
        WriteOptional(json, "statistic", fit.ChiSquare);
        json.WriteNumber("degreesOfFreedom", fit.DegreesOfFreedom);
        WriteOptional(json, "pValue", fit.PValue);
        json.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter json, DeviationPlan? plan)
    {
        if (plan is null)
        {
            return;
        }

        json.WriteStartObject("plan");
        json.WriteNumber("deviation", plan.Deviation);
        json.WriteNumber("power", plan.Power);
        json.WriteNumber("significance", plan.Significance);
        json.WriteString("end", plan.End.ToString());
        json.WriteNumber("needed", plan.Needed);
        WriteOptional(json, "visible", plan.Visible);
        json.WriteNumber("powerOfMade", plan.PowerOfMade);
        json.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter json, OrderAnalysis? order)
    {
        if (order is null)
        {
            return;
        }

        json.WriteStartObject("order");
        json.WriteString("verdict", order.Verdict.ToString());
        json.WriteNumber("repeats", order.Repeats);
        json.WriteNumber("expectedRepeats", order.ExpectedRepeats);
        json.WriteNumber("pValue", order.PValue);
        json.WriteBoolean("isExact", order.IsExact);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, TimeStrip? strip)
    {
        if (strip is null)
        {
            return;
        }

        json.WriteStartObject("overTime");
        json.WriteNumber("seconds", strip.Width.TotalSeconds);
        json.WriteStartArray("counts");
        foreach (var piece in strip.Counts)
        {
            json.WriteStartArray();
            foreach (int count in piece)
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteOptional(json, "pValue", strip.Test.PValue);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, ShareInterval interval)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }

    // JSON has no infinity.
    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
    }
}
