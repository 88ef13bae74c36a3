using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What a sync gave to iptables-restore: facts, chains, the lines that differ, and the exact bytes folded below.</summary>
internal static class RestoreForms
{
    private const int LongestPayload = 200_000;

    public static MimeBundle Of(RestoreView view)
    {
        var html = new HtmlOutput().Element("div", view.Title, "head");
        foreach (var sentence in view.Sentences)
        {
            html.Element("p", sentence, sentence.StartsWith("it failed", StringComparison.Ordinal) ? "bad" : null);
        }

        ChainsOf(view).WriteTo(html);
        WriteDifferences(html, view);
        WritePayload(html, FormattableString.Invariant($"The payload, as iptables-restore read it ({view.Payload.Length:N0} bytes)"), view.PayloadText, view.Sync.Number);
        if (view.Sync.Before is { } before)
        {
            WritePayload(html, FormattableString.Invariant($"The payload of sync {before.Number}, the one before ({before.Plan.PayloadLength:N0} bytes)"), System.Text.Encoding.UTF8.GetString(before.Plan.Payload.Span), before.Number);
        }

        return MimeBundle.Text(view.ToString()).With(Forms.Html, html.ToString());
    }

    private static ShownTable ChainsOf(RestoreView view)
    {
        var shown = view.Chains.Take(DisplayLimits.Rows).ToList();
        var hidden = view.Chains.Length - shown.Count;
        return Rows.Make(
            shown,
            ("Table", one => one.Table),
            ("Chain", one => new TableCell(one.Chain) { Html = $"<span class=\"mono\">{HtmlOutput.Escape(one.Chain)}</span>" }),
            ("For", one => one.Subject),
            ("Does", one => new TableCell(one.Action switch { RestoreAction.Deleted => "deletes it", RestoreAction.Emptied => "empties it", RestoreAction.Appended => "appends", _ => "writes it" })
            {
                Tone = one.Action == RestoreAction.Deleted ? "bad" : null,
            }),
            ("Rules", one => Rows.Number(one.Rules)),
            ("Bytes", one => Rows.Number(one.Bytes)),
            ("Beside the one before", one => new TableCell(one.Beside) { Tone = one.Beside is "the same" ? "muted" : null })) with
        {
            Note = hidden > 0 ? FormattableString.Invariant($"{hidden:N0} more chains.") : null,
        };
    }

    private static void WriteDifferences(HtmlOutput html, RestoreView view)
    {
        var changed = view.Chains.Where(chain => chain.Added + chain.Removed > 0).ToList();
        if (view.Sync.Before is null || changed.Count == 0)
        {
            html.Element("p", view.Sync.Before is null ? "" : "Each line is the same as in the payload before.", "muted");
            return;
        }

        html.Needs(StyleParts.Listing).Raw("<details open>").Element("summary", "What differs from the payload before").Open("pre");
        var left = DisplayLimits.Lines / 4;
        foreach (var chain in changed)
        {
            html.Raw("<span class=\"chain\">").Text($"*{chain.Table} {chain.Chain}").Raw("</span>").Text(chain.Subject.Length > 0 ? $"  {chain.Subject}\n" : "\n");
            foreach (var line in chain.Lines.Where(line => line.Mark != LineMark.Same).Take(Math.Max(0, left)))
            {
                html.Element(line.Mark == LineMark.Added ? "ins" : "del", line.ToString());
            }

            left -= chain.Added + chain.Removed;
            if (left <= 0)
            {
                html.Text("… there is more; the payloads below have every line.\n");
                break;
            }
        }

        html.Close("pre").Close("details");
    }

    private static void WritePayload(HtmlOutput html, string summary, string text, long number)
    {
        html.Needs(StyleParts.Listing).Raw("<details>").Element("summary", summary);
        var shown = text.Length <= LongestPayload ? text : text[..(text.LastIndexOf('\n', LongestPayload) + 1)];
        html.Block(shown);
        if (shown.Length < text.Length)
        {
            html.Element("p", FormattableString.Invariant($"{text.Length - shown.Length:N0} characters more: lab.ViewSync({number}).PayloadText has them all, and so does learn syncs {number} --payload."), "muted");
        }

        html.Close("details");
    }
}
