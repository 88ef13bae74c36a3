using System.Globalization;
using System.Text;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <summary>Writes a trace for a terminal, at most 100 columns wide.</summary>
internal static class TraceText
{
    private const int Width = 100;
    private const int TimeWidth = 9;

    /// <summary>The trace as text.</summary>
    public static string Of(TraceResult trace)
    {
        var text = new StringBuilder();
        text.Append(TextWrap.Wrap($"{trace.Target} from {trace.From}: {trace.Outcome}. Traced in {Milliseconds(trace.Elapsed)}.", Width));
        Verdict(text, trace);
        Direction(text, trace.Request, "The first packet");
        Direction(text, trace.Reply, "The first packet back");
        return text.ToString().TrimEnd('\n');
    }

    private static void Verdict(StringBuilder text, TraceResult trace)
    {
        if (trace.Agrees)
        {
            text.Append(TextWrap.Wrap($"Walk and trace agree: the kernel took a way that the rules allow, with probability {Percent(trace.Probability)}.", Width));
            return;
        }

        text.Append("\n!!! WALK AND TRACE DISAGREE !!!\n");
        foreach (string disagreement in trace.Disagreements)
        {
            Indented(text, "!!! ", disagreement);
        }
    }

    private static void Direction(StringBuilder text, IEnumerable<NodeCrossing> crossings, string what)
    {
        foreach (var crossing in crossings)
        {
            var (path, entered) = (crossing.Path, crossing.Path.Entered);
            text.Append('\n');
            Indented(text, "", $"{what} on {crossing.Node}: {entered}, {(path.FromLocalProcess ? "sent by a process" : $"in by {entered.InInterface}")}");
            Hook? last = null;
            foreach (var step in path.Steps.Where(IsTold))
            {
                if (step.Hook != last)
                {
                    text.Append(CultureInfo.InvariantCulture, $"  {WalkWords.Name(step.Hook)}\n");
                    last = step.Hook;
                }

                Step(text, crossing, step);
            }

            Indented(text, "  => ", End(crossing));
            if (crossing.Connection is { } connection)
            {
                Indented(text, "     ", $"conntrack: {connection.Original}; answers come as {connection.Reply}");
            }

            Indented(text, "     ", crossing.Comparison.Agrees
                ? $"as predicted, with probability {Percent(crossing.Comparison.Probability)}{(crossing.Remark is null ? "" : $". {crossing.Remark}")}"
                : $"!!! NOT as predicted. {string.Join(' ', crossing.Comparison.Disagreements)}");
        }
    }

    private static void Step(StringBuilder text, NodeCrossing crossing, TraceStep step)
    {
        string time = $"+{(step.Time - crossing.Path.EnteredAt).TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture)} ms".PadLeft(TimeWidth);
        string place = step.IsRule ? string.Create(CultureInfo.InvariantCulture, $"{step.Table} {step.Chain} {step.Number}") : $"{step.Table} {step.Chain} policy";
        Indented(text, $"  {time}  ", $"{place}: {step.VerdictText}");
        if (crossing.SentenceOf(step) is { } sentence)
        {
            Indented(text, new string(' ', TimeWidth + 6), sentence);
        }
    }

    /// <summary>Whether a step is worth a line: the ends of chains say nothing.</summary>
    internal static bool IsTold(TraceStep step) => step.IsRule || (step.Kind == TraceEventKind.Policy && step.Verdict != TraceVerdict.Accept);

    /// <summary>How the way through a node ended.</summary>
    internal static string End(NodeCrossing crossing)
    {
        var final = crossing.Path.Final;
        string translated = (crossing.NewDestination, crossing.NewSource) switch
        {
            (null, null) => "",
            ({ } to, null) => $", its destination now {to}",
            (null, { } from) => $", its source now {from}",
            var (to, from) => $", its destination now {to}, its source now {from}",
        };
        return crossing.Path.End switch
        {
            TraceEnd.Left => $"left by {final?.OutInterface}{translated}",
            TraceEnd.Delivered => $"given to a process of {crossing.Node}{translated}",
            TraceEnd.Dropped => "DROPPED",
            TraceEnd.Rejected => "REJECTED",
            _ => "LOST between two hooks: no route, or addresses that the kernel does not trust; no rule did that",
        };
    }

    internal static string Percent(double probability) => string.Create(CultureInfo.InvariantCulture, $"{probability * 100:0.##} %");

    internal static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");

    private static void Indented(StringBuilder text, string head, string body)
    {
        string indent = head;
        foreach (string line in TextWrap.Wrap(body, Width - head.Length).TrimEnd('\n').Split('\n'))
        {
            text.Append(indent).Append(line).Append('\n');
            indent = new string(' ', head.Length);
        }
    }
}
