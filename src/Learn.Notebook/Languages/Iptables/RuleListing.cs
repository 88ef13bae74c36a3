using System.Text.RegularExpressions;
using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>What iptables or iptables-save printed, line by line, with what is known about each line.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Chains">The names of all chains that are mentioned.</param>
internal sealed partial record RuleListing(IReadOnlyList<RuleListing.Line> Lines, IReadOnlySet<string> Chains)
{
    /// <summary>How many lines are explained and shown as a page. One with more is slow to lay out, and nobody reads it.</summary>
    public const int MostLines = 1500;

    private static readonly string[] BuiltIn = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

    /// <summary>Whether it is printed in columns, as <c>-L</c> does.</summary>
    public static bool IsTable(string text) => text.StartsWith("Chain ", StringComparison.Ordinal);

    /// <summary>Reads a text.</summary>
    /// <param name="text">What was printed.</param>
    /// <param name="table">The table that it is about, where the text does not say so.</param>
    /// <param name="family">The address family.</param>
    /// <param name="notes">What rules are there for.</param>
    /// <param name="listed">For a text in columns: the same rules as a save has them; null for none.</param>
    public static RuleListing Read(string text, string table, IpFamily family, RuleNotes notes, Ruleset? listed)
    {
        var lines = new List<Line>();
        var chains = new HashSet<string>(BuiltIn, StringComparer.Ordinal);
        string? columnsOf = null;
        var index = -1;
        foreach (var written in text.Split('\n'))
        {
            if (lines.Count >= MostLines)
            {
                lines.Add(new Line(written, null, null));
                continue;
            }

            if (written.StartsWith('*'))
            {
                table = written[1..];
            }

            if (ChainLine().Match(written) is { Success: true } defined)
            {
                var chain = defined.Groups["name"].Value;
                chains.Add(chain);
                columnsOf = written.StartsWith("Chain ", StringComparison.Ordinal) ? chain : null;
                index = -1;
                lines.Add(new Line(written, chain, notes.OfChain(table, chain)));
            }
            else if (columnsOf is not null)
            {
                // The first line holds the headings.
                var rule = index >= 0 && written.Length > 0 && listed?.Find(table, columnsOf)?.Rules is { } rules && index < rules.Length ? rules[index] : null;
                index++;
                lines.Add(new Line(written, null, rule is null ? null : notes.Of(table, columnsOf, rule)));
            }
            else
            {
                lines.Add(new Line(written, null, NoteOf(written, table, family, notes)));
            }
        }

        return new RuleListing(lines, chains);
    }

    private static string? NoteOf(string written, string table, IpFamily family, RuleNotes notes)
    {
        if (RuleLine().Match(written) is not { Success: true } found)
        {
            return null;
        }

        try
        {
            return notes.Of(table, found.Groups["chain"].Value, RuleParser.Parse(CountersWithin().Replace(found.Groups["rule"].Value, " "), family));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?:-[NP] |:|Chain )(?<name>\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex ChainLine();

    [GeneratedRegex(@"^(?:\[\d+:\d+\] )?-A (?<chain>\S+) ?(?<rule>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex RuleLine();

    // What -S -v puts before the target.
    [GeneratedRegex(@" -c \d+ \d+(?: |$)", RegexOptions.CultureInvariant)]
    private static partial Regex CountersWithin();

    /// <summary>A line.</summary>
    /// <param name="Text">As it was printed.</param>
    /// <param name="Defines">The chain that it is the head of; null for none.</param>
    /// <param name="Note">What it is there for; null where there is nothing to say.</param>
    internal sealed record Line(string Text, string? Defines, string? Note);
}
