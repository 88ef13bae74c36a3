using Spectre.Console;

namespace Learn.Cli.Demo;

/// <summary>Writes the tour twice, as it goes: to the terminal, and into the page that is saved at the end.</summary>
internal sealed class TourPage(IAnsiConsole console, Report report)
{
    private int step;

    /// <summary>The page.</summary>
    public Report Report => report;

    /// <summary>Begins a step.</summary>
    public void Heading(string text)
    {
        step++;
        console.WriteLine();
        console.Write(new Rule($"[bold]{step}. {Markup.Escape(text)}[/]").LeftJustified().RuleStyle("grey"));
        report.Heading($"{step}. {text}");
    }

    /// <summary>A paragraph; text between backticks is code.</summary>
    public void Prose(string text)
    {
        console.WriteLine();
        console.MarkupLine(CodeInBold(text));
        report.Prose(text);
    }

    /// <summary>Text that keeps its lines.</summary>
    public void Code(string text, string? caption = null)
    {
        console.WriteLine();
        foreach (string line in text.TrimEnd().Split('\n'))
        {
            console.Write(new Text($"    {line}\n", new Style(Color.Teal)));
        }

        report.Code(text, caption);
    }

    /// <summary>Rules with remarks.</summary>
    public void Rules(IReadOnlyList<RuleTrail.Step> steps, string caption)
    {
        string chain = "";
        foreach (var rule in steps)
        {
            if (rule.Chain != chain)
            {
                chain = rule.Chain;
                console.WriteLine();
            }

            console.Write(new Padder(new Text(rule.Text, new Style(Color.Teal)), new Padding(4, 0, 0, 0)));
            if (rule.Remark.Length > 0)
            {
                console.Write(new Padder(new Text($"↳ {rule.Remark}"), new Padding(6, 0, 0, 0)));
            }
        }

        report.Listing(steps.Select(rule => new ListingLine(rule.Text) { Note = rule.Remark }), caption, wrap: true);
    }

    /// <summary>Rules that came and went.</summary>
    public void Changes(IReadOnlyList<(LineChange Change, string Text)> changes, string caption)
    {
        console.WriteLine();
        foreach (var (change, text) in changes)
        {
            bool added = change == LineChange.Added;
            console.Write(new Padder(new Text($"{(added ? '+' : '-')} {text}", new Style(added ? Color.Green : Color.Red)), new Padding(4, 0, 0, 0)));
        }

        report.Listing(changes.Select(change => new ListingLine(change.Text, change.Change)), caption, wrap: true);
    }

    /// <summary>The distribution of a run of requests.</summary>
    public void Distribution(CurlResult result)
    {
        console.WriteLine();
        console.Write(new Text(DistributionText.Draw(result, Math.Min(console.Profile.Width, 80))));
        report.Add(Charts.Distribution(result));
    }

    private static string CodeInBold(string text)
    {
        string[] parts = Markup.Escape(text).Split('`');
        return string.Concat(parts.Select((part, index) => index % 2 == 1 ? $"[bold]{part}[/]" : part));
    }
}
