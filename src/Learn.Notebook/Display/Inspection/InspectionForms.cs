using Learn.Jupyter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What a dump tells: the summary, what is odd, the Services as a table, and each one's endpoints to unfold.</summary>
internal static class InspectionForms
{
    /// <summary>A whole dump in its forms.</summary>
    public static MimeBundle Of(DumpInspection inspection)
    {
        var html = new HtmlOutput();
        foreach (var part in inspection.Parts)
        {
            Write(html, part);
        }

        WriteOddities(html, inspection.Oddities);
        if (inspection.Dump.IgnoredLines > 0)
        {
            html.Element("p", FormattableString.Invariant($"{inspection.Dump.IgnoredLines:N0} lines are no rules and were left out."), "muted");
        }

        return MimeBundle.Text(DisplayLimits.Cut(inspection.ToText(DisplayLimits.Rows).TrimEnd('\n'), DisplayLimits.Text)).With(Forms.Html, html.ToString());
    }

    /// <summary>One save in its forms.</summary>
    public static MimeBundle Of(Inspection inspection)
    {
        var html = new HtmlOutput();
        Write(html, inspection);
        return MimeBundle.Text(DisplayLimits.Cut(inspection.ToString().TrimEnd('\n'), DisplayLimits.Text)).With(Forms.Html, html.ToString());
    }

    /// <summary>What was read back from rules: the Services.</summary>
    public static MimeBundle Of(RulesetReading reading)
    {
        var table = ServiceReadingRows.Make(reading.Services.Take(DisplayLimits.Rows));
        var html = new HtmlOutput();
        WriteServices(html, reading);
        return MimeBundle.Text(table.ToText()).With(Forms.Html, html.ToString());
    }

    /// <summary>Service ports with their endpoints.</summary>
    /// <param name="services">At least one.</param>
    /// <param name="text">The text form.</param>
    public static MimeBundle OfServices(IReadOnlyList<ServiceReading> services, string text)
    {
        var html = new HtmlOutput();
        ServiceReadingRows.Make(services).WriteTo(html);
        foreach (var service in services.Where(service => !service.Endpoints.IsEmpty))
        {
            (ServiceReadingRows.Endpoints(service.Endpoints) with { Caption = service.Name }).WriteTo(html);
        }

        return MimeBundle.Text(text.TrimEnd('\n')).With(Forms.Html, html.ToString());
    }

    private static void Write(HtmlOutput html, Inspection inspection)
    {
        var lines = inspection.Headline;
        html.Element("div", lines, "head").Element("p", inspection.Counts);
        var members = new ShownTable(
            ["", ""],
            [
                .. Row("recognised by", inspection.Versions?.Evidence.Select(evidence => evidence.What) ?? []),
                .. Row("uses", inspection.Features),
                .. Row("other programs", inspection.Others.Select(other => other.ToString())),
            ]) { NamesRows = true };
        if (members.Rows.Count > 0)
        {
            members.WriteMembersTo(html);
        }

        WriteOddities(html, inspection.Oddities);
        WriteServices(html, inspection.Reading);
    }

    private static IEnumerable<IReadOnlyList<TableCell>> Row(string name, IEnumerable<string> values)
    {
        var text = string.Join("; ", values);
        return text.Length == 0 ? [] : [[new TableCell(name), new TableCell(text)]];
    }

    private static void WriteOddities(HtmlOutput html, IEnumerable<Oddity> oddities)
    {
        foreach (var oddity in oddities.Take(DisplayLimits.Rows))
        {
            var (sign, tone) = oddity.Level switch
            {
                OddityLevel.Problem => ("✗ Problem", "bad"),
                OddityLevel.Warning => ("▲ Warning", "warn"),
                _ => ("• Note", "muted"),
            };
            html.Raw(oddity.Level == OddityLevel.Problem ? "<details open>" : "<details>").Open("summary").Element("b", sign, tone).Text($" {oddity.What}").Close("summary")
                .Element("p", oddity.Meaning).Element("p", oddity.LookAt, "muted").Close("details");
        }
    }

    private static void WriteServices(HtmlOutput html, RulesetReading reading)
    {
        if (reading.Services.IsEmpty)
        {
            return;
        }

        var more = reading.Services.Length - DisplayLimits.Rows;
        var table = ServiceReadingRows.Make(reading.Services.Take(DisplayLimits.Rows));
        (table with { Caption = "Services", Note = more > 0 ? FormattableString.Invariant($"… {more:N0} more") : null }).WriteTo(html);
        html.Raw("<details>").Element("summary", "Endpoints");
        foreach (var service in reading.Services.Where(service => !service.Endpoints.IsEmpty).Take(DisplayLimits.NestedItems))
        {
            (ServiceReadingRows.Endpoints(service.Endpoints.Take(DisplayLimits.Rows)) with { Caption = service.Name }).WriteTo(html);
        }

        html.Close("details");
    }
}
