using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Learn.Cli.Doctor;

/// <summary>Reads what <c>learn doctor --json</c> printed, on this machine or another. It takes nothing for granted: reports are pasted by people.</summary>
internal static class DoctorReportReader
{
    /// <summary>Reads one report.</summary>
    /// <param name="json">The JSON object, with nothing but blanks around it.</param>
    /// <param name="source">Where it comes from, for messages: a file's name or <c>standard input</c>.</param>
    /// <param name="firstLine">The line of the source at which the text begins.</param>
    /// <exception cref="LabException">It is no report or a damaged one; the message says where and what was expected.</exception>
    public static DoctorReport Read(string json, string source, int firstLine = 1)
    {
        DoctorReport? report;
        try
        {
            CheckForm(json, source, firstLine);
            report = JsonSerializer.Deserialize(json, (JsonTypeInfo<DoctorReport>)DoctorReport.Style.GetTypeInfo(typeof(DoctorReport)));
        }
        catch (JsonException problem)
        {
            throw Damaged(source, firstLine + (int)(problem.LineNumber ?? 0), problem.Path, Words(problem));
        }

        if (report is null)
        {
            throw Damaged(source, firstLine, null, "there is no object.");
        }

        Check(report, source, firstLine);
        return report;
    }

    // A report of another version is none that is damaged: it has a sentence of its own, before any field is looked at.
    private static void CheckForm(string json, string source, int firstLine)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("doctor", out var form))
        {
            throw Damaged(source, firstLine, null, "it is not an object with the field \"doctor\".");
        }

        if (!form.TryGetInt32(out int number) || number != DoctorReport.CurrentForm)
        {
            throw new LabException(
                $"{source}, line {firstLine}: this is a report of form {form.GetRawText()}, and this learn reads form {DoctorReport.CurrentForm}. "
                + "Use the same version of learn on every machine.");
        }
    }

    private static void Check(DoctorReport report, string source, int line)
    {
        if (string.IsNullOrWhiteSpace(report.Machine))
        {
            throw Damaged(source, line, "$.machine", "the machine's name is empty.");
        }

        if (report.Findings.Count == 0)
        {
            throw Damaged(source, line, "$.findings", "the list is empty.");
        }

        for (int i = 0; i < report.Findings.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"$.findings[{i}]");
            var finding = report.Findings[i] ?? throw Damaged(source, line, path, "there is no finding.");
            bool asks = finding.Status is DoctorStatus.Warning or DoctorStatus.Lacking;
            if (string.IsNullOrWhiteSpace(finding.Id) || string.IsNullOrWhiteSpace(finding.Title))
            {
                throw Damaged(source, line, path, "its id or its title is empty.");
            }

            if (asks != !string.IsNullOrWhiteSpace(finding.Remedy))
            {
                throw Damaged(source, line, $"{path}.remedy", $"\"{finding.Id}\" {(asks ? "has a problem and no remedy" : "has a remedy and no problem")}.");
            }

            if (report.Findings.Take(i).Any(earlier => earlier.Id == finding.Id))
            {
                throw Damaged(source, line, $"{path}.id", $"\"{finding.Id}\" is there twice.");
            }
        }

        if (report.Ready != DoctorReport.IsReady(report.Findings))
        {
            throw Damaged(source, line, "$.ready", $"it says {(report.Ready ? "ready" : "not ready")}, and the findings say otherwise.");
        }
    }

    private static LabException Damaged(string source, int line, string? path, string what)
        => new(string.Create(CultureInfo.InvariantCulture, $"{source}, line {line}{(path is null or "$" ? "" : $", {path}")}: this is no whole report of 'learn doctor --json': {what} Copy it again, from the first brace to the last."));

    // The library appends its own account of path and position, which stands in front already.
    private static string Words(JsonException problem)
    {
        string text = problem.Message;
        int end = text.IndexOf(" Path: ", StringComparison.Ordinal);
        end = end < 0 ? text.IndexOf(" LineNumber: ", StringComparison.Ordinal) : end;
        text = end < 0 ? text : text[..end];
        return text.EndsWith('.') ? text : $"{text}.";
    }
}
