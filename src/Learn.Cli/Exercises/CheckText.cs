using System.Globalization;
using Learn.Course;
using Spectre.Console;

namespace Learn.Cli.Exercises;

/// <summary>What came of a check, for reading in a terminal. Signs and words say it; colours only help.</summary>
internal static class CheckText
{
    private const int Indent = 15;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, Exercise exercise, CheckReport report)
    {
        console.MarkupLine($"[bold]Exercise {Markup.Escape(exercise.ToString())}[/]");
        foreach (var result in report.Results)
        {
            Write(console, result);
        }

        int held = report.Results.Count(result => result.Verdict == CheckVerdict.Passed);
        string seconds = report.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        console.WriteLine();
        console.WriteLine(report.Passed
            ? $"Passed: {(report.Results.Length == 1 ? "the check holds" : $"all {report.Results.Length} checks hold")}, in {seconds} s."
            : $"Not passed yet: {held} of {report.Results.Length} {(report.Results.Length == 1 ? "check" : "checks")} {(held == 1 ? "holds" : "hold")}, in {seconds} s.");
        if (report.IsBroken)
        {
            console.WriteLine("A check itself went wrong. That is not your fault, and counts as no try. Try it once more; if it stays so, ./learn exercise reset brings a fresh lab.");
        }
    }

    /// <summary>A verdict as a sign, a word and a colour.</summary>
    public static (string Sign, string Word, string Colour) Of(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passed => ("✓", "passed", "green"),
        CheckVerdict.Failed => ("✗", "failed", "red"),
        CheckVerdict.Unanswered => ("?", "no answer", "yellow"),
        CheckVerdict.Broken => ("!", "broken", "magenta"),
        _ => ("·", "not tried", "grey"),
    };

    private static void Write(IAnsiConsole console, CheckResult result)
    {
        var (sign, word, colour) = Of(result.Verdict);
        var lines = MarkdownText.Wrap(result.Title, console.Profile.Width - Indent).ToList();
        console.MarkupLine($"  [{colour}]{sign} {word,-10}[/] {Markup.Escape(lines[0])}");
        foreach (string line in lines.Skip(1))
        {
            console.WriteLine(new string(' ', Indent) + line);
        }

        Say(console, "expected", result.Expected);
        Say(console, "seen", result.Seen);
        Say(console, "", result.Remark);
        Say(console, "try", result.Experiment);
    }

    private static void Say(IAnsiConsole console, string label, string text)
    {
        const int Label = 10;
        string lead = $"{new string(' ', Indent)}{(label.Length == 0 ? "" : $"{label}:".PadRight(Label))}";
        foreach (string line in text.Trim().Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => MarkdownText.Wrap(line.TrimEnd(), console.Profile.Width - lead.Length)))
        {
            console.WriteLine(lead + line);
            lead = new string(' ', lead.Length);
        }
    }
}
