using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Learn.Netfilter;

/// <summary>Writes a tree as text: the ends first, then the way with its branches.</summary>
internal sealed class WalkText(WalkTextOptions options)
{
    private readonly StringBuilder _text = new();
    private IpFamily _family;

    internal string Write(WalkTree tree)
    {
        Line("", tree.Packet.ToString());
        WriteEnds(tree.Outcomes);
        Line("", "");
        _family = AddressText.FamilyOf(tree.Packet.Destination);
        WriteSection(tree.Sections(options.MostChoices), "", 0);
        return _text.ToString().TrimEnd('\n');
    }

    private void WriteEnds(ImmutableArray<WalkOutcome> outcomes)
    {
        int shown = outcomes.Length <= options.MostChoices + 1 ? outcomes.Length : options.MostChoices;
        foreach (var outcome in outcomes.Take(shown))
        {
            string name = options.NameOfEnd?.Invoke(outcome) is { } found ? $" ({found})" : "";
            Line("  ", $"{WalkWords.Share(outcome.LeastProbability, outcome.Probability),-8} {outcome.End}{name}");
        }

        if (shown < outcomes.Length)
        {
            var others = outcomes[shown..];
            string range = Range(others.Min(outcome => outcome.LeastProbability), others.Max(outcome => outcome.Probability));
            Line("  ", string.Create(CultureInfo.InvariantCulture, $"… {others.Length} more ends, {range}"));
        }

        if (!outcomes.All(outcome => outcome.IsCertain))
        {
            Line("  ", "Not everything can be decided from the rules: \"perhaps\" and ranges below say where.");
        }
    }

    private static string Range(double least, double most) =>
        most - least < 1e-6 ? $"each {WalkWords.Share(most, most)}" : $"each {WalkWords.Share(least, most)}";

    private void WriteSection(WalkSection section, string indent, int told)
    {
        WalkNode? entry = null;
        bool compressed = false;
        foreach (var node in section.Nodes.Skip(told))
        {
            entry = node.Kind == WalkNodeKind.Entry ? node : entry;
            if (node.Step is not { } step)
            {
                continue;
            }

            if (section.IsLikeFirst && entry is not null)
            {
                compressed = true;
                break;
            }

            WriteEntry(ref entry, indent);

            string maybe = node.Kind switch { WalkNodeKind.Either or WalkNodeKind.Chance => "makes no difference: ", _ => "" };
            Line(indent + "  ", maybe + Describe(step));
        }

        if (compressed)
        {
            Line(indent, "then the same rules as above");
        }
        else if (!section.Choices.IsEmpty)
        {
            WriteEntry(ref entry, indent);
        }

        WriteWhatFollows(section, indent);
    }

    private void WriteEntry(ref WalkNode? entry, string indent)
    {
        if (entry is not null)
        {
            Line(indent, $"{WalkWords.Name(entry.Hook)}, table {entry.Table}");
            entry = null;
        }
    }

    private void WriteWhatFollows(WalkSection section, string indent)
    {
        if (section.End is { Outcome: { } outcome } end)
        {
            string name = options.NameOfEnd?.Invoke(outcome) is { } found ? $" ({found})" : "";
            Line(indent, $"=> {outcome.End}{name}{(end.Step is null && end.Chain.Length > 0 ? $", by the policy of {end.Table} {end.Chain}" : "")}");
        }
        else if (section.ContinuesAt is { } shared)
        {
            string place = shared.Step is { } step ? $"{step.Table} {step.Chain} {step.Number}" : $"{shared.Table} {shared.Chain}";
            Line(indent, $"then as told for {WalkWords.Name(shared.Hook)}, {place}");
        }

        else if (section.IsCut)
        {
            Line(indent, "… and so on: too much to tell here");
        }

        for (int place = 0; place < section.Choices.Length; place++)
        {
            bool isLast = place == section.Choices.Length - 1;
            if (isLast && section.Hidden > 0)
            {
                string hidden = $"{section.Hidden.ToString(CultureInfo.InvariantCulture)} more";
                Line(indent, $"├─ … {hidden}, {Range(section.HiddenShares.Least, section.HiddenShares.Most)}");
            }

            WriteChoice(section.Choices[place], indent, isLast);
        }
    }

    private void WriteChoice(WalkChoice choice, string indent, bool isLast)
    {
        string words = WalkWords.Describe(choice);
        var step = choice.Kind == WalkEdgeKind.NotMatched ? choice.Next : choice.Step;
        string rule = step is null ? "" : Describe(step);
        string share = WalkWords.Share(choice.Least, choice.Most);
        string total = WalkWords.Share(choice.TotalLeast, choice.TotalMost);
        share += total == share ? "" : $" ({total} of all)";
        Line(indent + (isLast ? "└─ " : "├─ "), string.Join("  ", ((string[])[share, words, rule]).Where(part => part.Length > 0)));
        WriteSection(choice.Section, indent + (isLast ? "   " : "│  "), choice.Next is null ? 0 : 1);
    }

    private string Describe(WalkStep step)
    {
        string target = WalkWords.Target(step.Rule, _family);
        string? chain = step.Rule.Target switch { JumpTarget jump => jump.Chain, GotoTarget jump => jump.Chain, _ => null };
        string name = chain is not null && options.NameOf?.Invoke(step.Table, chain) is { } found ? $" = {found}" : "";
        string conditions = WalkWords.Conditions(step.Rule, _family);
        string text = string.Create(CultureInfo.InvariantCulture, $"{step.Chain} {step.Number}  {(target.Length > 0 ? target : "(only counts)")}{name}");
        return conditions.Length > 0 ? $"{text}  [{conditions}]" : text;
    }

    private void Line(string indent, string text)
    {
        int width = Math.Max(options.Width, 40);

        // Deep branches keep room for words.
        string begin = indent.Length > width / 2 ? string.Concat("… ", indent.AsSpan(indent.Length - (width / 2))) : indent;
        int room = width - begin.Length;
        string printable = Printable(text);
        _text.Append(begin).Append(printable.Length > room ? string.Concat(printable.AsSpan(0, room - 1), "…") : printable).Append('\n');
    }

    // Names of chains may hold anything in a damaged dump.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(sign => char.IsControl(sign) ? '\uFFFD' : sign)) : text;
}
