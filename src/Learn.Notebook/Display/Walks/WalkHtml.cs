using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>A tree of ways in HTML.</summary>
/// <param name="html">Where to write.</param>
/// <param name="options">How many ways of a choice are told, and names beside chains and ends.</param>
internal sealed class WalkHtml(HtmlOutput html, WalkTextOptions options)
{
    private IpFamily family;

    /// <summary>Writes the packet, its ends, its ways and the hooks.</summary>
    public void Write(WalkTree tree)
    {
        family = tree.Packet.Destination.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? IpFamily.IPv4 : IpFamily.IPv6;
        html.Element("div", tree.Packet.ToString(), "head");
        WalkBars.Write(
            html,
            [.. tree.Outcomes.Select(outcome => (outcome.LeastProbability, outcome.Probability, outcome.End, options.NameOfEnd?.Invoke(outcome), outcome.Verdict == WalkVerdict.Accepted))]);
        if (!tree.Outcomes.All(outcome => outcome.IsCertain))
        {
            html.Element("p", "Not everything can be decided from the rules: hatched bars, “perhaps” and ranges say where.", "warn");
        }

        html.Raw("<details open>").Element("summary", "Every way it can go");
        html.Raw("<div class=\"ways\">");
        WriteSection(tree.Sections(options.MostChoices), 0);
        html.Raw("</div></details><details>").Element("summary", "The most probable way through the kernel's hooks");
        html.Open("div", "wide").Raw(WalkHooks.Draw(tree, options).Svg).Close("div").Close("details");
    }

    private void WriteSection(WalkSection section, int told)
    {
        WalkNode? entry = null;
        foreach (var node in section.Nodes.Skip(told))
        {
            entry = node.Kind == WalkNodeKind.Entry ? node : entry;
            if (node.Step is not { } step)
            {
                continue;
            }

            if (section.IsLikeFirst && entry is not null)
            {
                html.Element("div", "then the same rules as in the first way", "muted");
                entry = null;
                break;
            }

            WriteEntry(ref entry);
            html.Open("div", "rule mono");
            WriteStep(step, node.Kind != WalkNodeKind.Rule ? "makes no difference: " : "");
            html.Close("div");
        }

        if (!section.Choices.IsEmpty)
        {
            WriteEntry(ref entry);
        }

        WriteWhatFollows(section);
    }

    private void WriteEntry(ref WalkNode? entry)
    {
        if (entry is not null)
        {
            html.Element("div", $"{WalkWords.Name(entry.Hook)}, table {entry.Table}", "hook");
            entry = null;
        }
    }

    private void WriteWhatFollows(WalkSection section)
    {
        if (section.End is { Outcome: { } outcome } end)
        {
            html.Open("div", outcome.Verdict switch { WalkVerdict.Accepted => "good", WalkVerdict.Unknown => "warn", _ => "bad" }).Text($"⇒ {outcome.End}");
            if (end.Step is null && end.Chain.Length > 0)
            {
                html.Text($", by the policy of {end.Table} {end.Chain}");
            }

            WriteName(options.NameOfEnd?.Invoke(outcome));
            html.Close("div");
        }
        else if (section.ContinuesAt is { } shared)
        {
            string place = shared.Step is { } step ? FormattableString.Invariant($"{step.Table} {step.Chain} {step.Number}") : $"{shared.Table} {shared.Chain}";
            html.Element("div", $"then as told for {WalkWords.Name(shared.Hook)}, {place}", "muted");
        }
        else if (section.IsCut)
        {
            html.Element("div", "… and so on: too much to tell here", "muted");
        }

        for (int place = 0; place < section.Choices.Length; place++)
        {
            if (place == section.Choices.Length - 1 && section.Hidden > 0)
            {
                var (least, most) = section.HiddenShares;
                html.Element("div", FormattableString.Invariant($"… {section.Hidden} more, each {WalkWords.Share(least, most)}"), "muted");
            }

            WriteChoice(section.Choices[place], isOpen: place == 0 || !section.Choices[place].Section.IsLikeFirst);
        }
    }

    private void WriteChoice(WalkChoice choice, bool isOpen)
    {
        html.Raw(isOpen ? "<details open><summary>" : "<details><summary>");
        WalkBars.WriteBar(html, choice.Least, choice.Most);
        string share = WalkWords.Share(choice.Least, choice.Most);
        string total = WalkWords.Share(choice.TotalLeast, choice.TotalMost);
        html.Text($" {share}{(total == share ? "" : $" ({total} of all)")} {WalkWords.Describe(choice)} ");
        if ((choice.Kind == WalkEdgeKind.NotMatched ? choice.Next : choice.Step) is { } step)
        {
            html.Open("span", "mono");
            WriteStep(step, "");
            html.Close("span");
        }

        html.Raw("</summary><div class=\"ways\">");
        WriteSection(choice.Section, choice.Next is null ? 0 : 1);
        html.Raw("</div></details>");
    }

    private void WriteStep(WalkStep step, string before)
    {
        string target = WalkWords.Target(step.Rule, family);
        html.Text(before).Element("span", FormattableString.Invariant($"{step.Chain} {step.Number}"), "on").Text(" ").Element("span", target.Length > 0 ? target : "(only counts)", "accent");
        WriteName(step.Rule.Target switch
        {
            JumpTarget jump => options.NameOf?.Invoke(step.Table, jump.Chain),
            GotoTarget jump => options.NameOf?.Invoke(step.Table, jump.Chain),
            _ => null,
        });
        string conditions = WalkWords.Conditions(step.Rule, family);
        if (conditions.Length > 0)
        {
            html.Text(" ").Open("span", "muted");
            foreach (string word in conditions.Split(' '))
            {
                // A browser would break an option behind a hyphen.
                (word.StartsWith('-') ? html.Element("span", word, "whole") : html.Text(word)).Text(" ");
            }

            html.Close("span");
        }
    }

    private void WriteName(string? name)
    {
        if (name is not null)
        {
            html.Text(" ").Element("span", name, "called");
        }
    }
}
