using System.Globalization;
using System.Text;
using Learn.Netfilter;
using static Learn.PictureFrame;
using static System.FormattableString;

namespace Learn;

/// <summary>Draws a trace from top to bottom: two rails, what the kernel did and what the walk expected.</summary>
internal sealed class TimelineDrawing
{
    /// <summary>Width in pixels.</summary>
    public const double Width = 860;

    /// <summary>The style.</summary>
    public const string Style =
        ".learn-timeline text{font-size:13px}.learn-timeline .heading{font-size:17px;font-weight:700}.learn-timeline .small{font-size:12px;fill:var(--muted)}"
        + ".learn-timeline .lane{fill:var(--surface);stroke:var(--muted);stroke-width:1}.learn-timeline .lane.wrong{stroke:var(--removed);stroke-width:4}"
        + ".learn-timeline .node{font-weight:700;font-size:15px}.learn-timeline .hook{font-weight:700;font-size:12px;letter-spacing:.08em}"
        + ".learn-timeline .place{font-family:" + FixedFont + ";font-size:12px;font-weight:700}.learn-timeline .time{font-size:11px;fill:var(--muted);text-anchor:end}"
        + ".learn-timeline .real{stroke:var(--accent);stroke-width:4}.learn-timeline .walk{stroke:var(--muted);stroke-width:3;stroke-dasharray:5 4}"
        + ".learn-timeline .dot{fill:var(--accent)}.learn-timeline .ring{fill:var(--surface);stroke:var(--muted);stroke-width:2.5}"
        + ".learn-timeline .change{fill:var(--added-surface);stroke:var(--added);stroke-width:1.5}.learn-timeline .changed{font-weight:700;fill:var(--added)}"
        + ".learn-timeline .alarm{fill:var(--removed-surface);stroke:var(--removed);stroke-width:3}.learn-timeline .alarmed{font-weight:700;fill:var(--removed)}"
        + ".learn-timeline .cross{stroke:var(--removed);stroke-width:4}";

    private const double Left = 4;
    private const double TimeEnd = 70;
    private const double RealRail = 86;
    private const double TextLeft = 102;
    private const double WalkRail = 700;
    private const double WalkText = 714;
    private const double Line = 16;
    private const int Columns = 88;
    private const int AllColumns = 116;

    private readonly StringBuilder svg = new();

    /// <summary>Where the drawing ends so far, from the top.</summary>
    public double Bottom { get; private set; } = 8;

    /// <summary>The drawing.</summary>
    public string Markup => svg.ToString();

    /// <summary>The title.</summary>
    public void Heading(string title)
    {
        foreach (string line in Lines(title, 92))
        {
            Bottom += 20;
            svg.AppendText(Left + 4, Bottom, line, "heading");
        }

        Bottom += 6;
    }

    /// <summary>Whether walk and trace agree: a line, or an alarm.</summary>
    public void Verdict(TraceResult trace)
    {
        if (trace.Agrees)
        {
            Bottom += Line;
            svg.AppendText(Left + 4, Bottom, $"Walk and trace agree: the kernel took a way that the rules allow, with probability {Percent(trace.Probability)}.");
            Bottom += 10;
            return;
        }

        var lines = trace.Disagreements.SelectMany(text => Lines(text, AllColumns)).ToList();
        double height = 34 + (lines.Count * Line);
        svg.Append(Invariant($"<rect class=\"alarm\" x=\"{Left}\" y=\"{Bottom}\" width=\"{Width - (2 * Left)}\" height=\"{height}\" rx=\"4\"/>"));
        double y = Bottom + 22;
        svg.AppendText(Left + 12, y, "WALK AND TRACE DISAGREE", "alarmed");
        foreach (string line in lines)
        {
            y += Line;
            svg.AppendText(Left + 12, y, line);
        }

        Bottom += height + 10;
    }

    /// <summary>A node.</summary>
    public void Lane(NodeCrossing crossing, string what)
    {
        double top = Bottom;
        int place = svg.Length;
        Bottom += 22;
        svg.AppendText(Left + 12, Bottom, $"{crossing.Node}: {what}", "node");
        svg.AppendText(WalkRail - 20, Bottom, "The walk said", "hook");
        Bottom += Line + 2;
        string entered = crossing.Path.FromLocalProcess ? "sent by a process" : $"in by {crossing.Path.Entered.InInterface}";
        svg.AppendText(Left + 12, Bottom, $"{crossing.Path.Entered}, {entered}{(crossing.Start > TimeSpan.Zero ? $", {Milliseconds(crossing.Start)} after the first node" : "")}", "small");
        double railTop = Bottom + 10;
        Bottom += 4;
        int rails = svg.Length;
        double? parting = Steps(crossing);
        double railBottom = Bottom;
        svg.Insert(rails, Invariant($"<line class=\"real\" x1=\"{RealRail}\" x2=\"{RealRail}\" y1=\"{railTop}\" y2=\"{railBottom}\"/>")
            + Invariant($"<line class=\"walk\" x1=\"{WalkRail}\" x2=\"{WalkRail}\" y1=\"{railTop}\" y2=\"{parting ?? railBottom}\"/>"));
        End(crossing);
        string wrong = crossing.Comparison.Agrees ? "" : " wrong";
        svg.Insert(place, Invariant($"<rect class=\"lane{wrong}\" x=\"{Left}\" y=\"{top}\" width=\"{Width - (2 * Left)}\" height=\"{Bottom - top}\" rx=\"6\"/>"));
        Bottom += 12;
    }

    // Where the walk expected another way; null if it did nowhere.
    private double? Steps(NodeCrossing crossing)
    {
        Hook? last = null;
        int rules = 0;
        double? parting = null;
        foreach (var step in crossing.Path.Steps.Where(step => step.IsRule || step.Verdict == Sandbox.TraceVerdict.Drop))
        {
            if (last != step.Hook)
            {
                Bottom += 20;
                svg.AppendText(TextLeft, Bottom, WalkWords.Name(step.Hook), "hook");
                last = step.Hook;
            }

            bool isKnown = !step.IsRule || rules < crossing.Comparison.KnownRules;
            Bottom += 20;
            if (parting is null)
            {
                Expected(crossing, step, isKnown);
                parting = isKnown ? null : Bottom - 4;
            }

            rules += step.IsRule ? 1 : 0;
            Step(crossing, step);
        }

        return parting;
    }

    private void Expected(NodeCrossing crossing, TraceStep step, bool isKnown)
    {
        double y = Bottom - 4;
        if (!isKnown)
        {
            svg.Append(Invariant($"<path class=\"cross\" d=\"M{WalkRail - 7} {y - 7}l14 14m0 -14l-14 14\"/>"));
            svg.AppendText(WalkText, Bottom, "another way", "alarmed");
            return;
        }

        svg.Append(Invariant($"<circle class=\"ring\" cx=\"{WalkRail}\" cy=\"{y}\" r=\"5\"/>"));
        double share = crossing.Comparison.Taken?.Steps.FirstOrDefault(one => one.Table == step.Table && one.Chain == step.Chain && one.Number == step.Number)?.Probability ?? 1;
        svg.AppendText(WalkText, Bottom, share < 1 ? $"the same, {Percent(share)}" : "the same", "small");
    }

    private void Step(NodeCrossing crossing, TraceStep step)
    {
        bool isChange = step.Rule?.Target is DnatTarget or SnatTarget or MasqueradeTarget;
        if (isChange)
        {
            svg.Append(Invariant($"<rect class=\"change\" x=\"{TextLeft - 5}\" y=\"{Bottom - 14}\" width=\"{WalkRail - TextLeft - 12}\" height=\"19\" rx=\"3\"/>"));
        }

        svg.AppendText(TimeEnd, Bottom, $"+{Milliseconds(step.Time - crossing.Path.EnteredAt)}", "time");
        svg.Append(Invariant($"<circle class=\"dot\" cx=\"{RealRail}\" cy=\"{Bottom - 4}\" r=\"5.5\"/>"));
        string place = step.IsRule ? string.Create(CultureInfo.InvariantCulture, $"{step.Table} {step.Chain} {step.Number}: ") : $"{step.Table} {step.Chain} policy: ";
        svg.AppendText(TextLeft, Bottom, place + step.VerdictText, "place");
        foreach (string line in crossing.SentenceOf(step) is { } sentence ? Lines(sentence, Columns) : [])
        {
            Bottom += Line;
            svg.AppendText(TextLeft, Bottom, line, "small");
        }
    }

    private void End(NodeCrossing crossing)
    {
        var path = crossing.Path;
        Bottom += 24;
        bool arrives = path.End is TraceEnd.Left or TraceEnd.Delivered;
        svg.Append(arrives
            ? Invariant($"<path class=\"dot\" d=\"M{RealRail - 8} {Bottom - 14}h16l-8 13z\"/>")
            : Invariant($"<path class=\"cross\" d=\"M{RealRail - 7} {Bottom - 14}l14 14m0 -14l-14 14\"/>"));
        svg.AppendText(TextLeft, Bottom, EndOf(crossing), arrives ? "place" : "alarmed");
        foreach (var (name, before, after) in new[]
        {
            ("Destination", $"{path.Entered.Destination}, port {path.Entered.DestinationPort}", crossing.NewDestination?.ToString()),
            ("Source", $"{path.Entered.Source}, port {path.Entered.SourcePort}", crossing.NewSource?.ToString()),
        })
        {
            if (after is not null)
            {
                Bottom += 18;
                svg.AppendText(TextLeft, Bottom, $"{name} translated: {before} → {after}", "changed");
            }
        }

        if (crossing.Connection is { } connection)
        {
            foreach (string line in Lines($"Connection tracking: {connection.Original}; answers come as {connection.Reply}", Columns))
            {
                Bottom += Line;
                svg.AppendText(TextLeft, Bottom, line, "small");
            }
        }

        Predicted(crossing);
        Bottom += 12;
    }

    private void Predicted(NodeCrossing crossing)
    {
        var comparison = crossing.Comparison;
        string text = comparison.Agrees
            ? $"As predicted, with probability {Percent(comparison.Probability)}.{(crossing.Remark is null ? "" : $" {crossing.Remark}")}"
            : "NOT as predicted: see the red frame at the top.";
        foreach (string line in Lines(text, Columns))
        {
            Bottom += 18;
            svg.AppendText(TextLeft, Bottom, line, comparison.Agrees ? "" : "alarmed");
        }

        const int most = 4;
        var others = comparison.Walk.Outcomes.Where(outcome => outcome != comparison.Taken).ToList();
        foreach (var outcome in others.Take(most))
        {
            Bottom += Line;
            svg.AppendText(TextLeft, Bottom, $"{(comparison.Agrees ? "could also have been" : "the walk said")}: {outcome}", "small");
        }

        if (others.Count > most)
        {
            Bottom += Line;
            svg.AppendText(TextLeft, Bottom, string.Create(CultureInfo.InvariantCulture, $"and {others.Count - most} more"), "small");
        }
    }

    private static string EndOf(NodeCrossing crossing) => crossing.Path.End switch
    {
        TraceEnd.Left => $"leaves by {crossing.Path.Final?.OutInterface}",
        TraceEnd.Delivered => $"is given to a process of {crossing.Node}",
        TraceEnd.Dropped => "DROPPED",
        TraceEnd.Rejected => "REJECTED",
        _ => "LOST between two hooks: no route, or addresses that the kernel does not trust",
    };

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms");

    private static string[] Lines(string text, int columns) => TextWrap.Wrap(text, columns).TrimEnd('\n').Split('\n');
}
