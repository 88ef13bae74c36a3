using System.Collections.Immutable;
using System.Text;
using Learn.Netfilter;
using static Learn.PictureFrame;
using static System.FormattableString;

namespace Learn;

/// <summary>
/// A traced request as a timeline: a lane for each node, downwards the hooks and rules that the packet really met, at the right the way that the
/// walk predicted, translations marked, a disagreement in a red frame and in words.
/// </summary>
public static class TraceTimeline
{
    /// <summary>Draws it.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>The picture, 860 pixels wide.</returns>
    public static SvgPicture Draw(TraceResult trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var drawing = new TimelineDrawing();
        string title = $"{trace.Target} from {trace.From}: {trace.Outcome}";
        drawing.Heading(title);
        drawing.Verdict(trace);
        foreach (var crossing in trace.Request)
        {
            drawing.Lane(crossing, "The first packet");
        }

        foreach (var crossing in trace.Reply)
        {
            drawing.Lane(crossing, "The first packet back");
        }

        return Put($"Trace of {title}", trace.ToString(), TimelineDrawing.Width, drawing.Bottom, TimelineDrawing.Style, "learn-timeline", drawing.Markup);
    }

    /// <summary>The hooks of netfilter with the way that the packet really took through them on a node.</summary>
    /// <param name="crossing">The node.</param>
    public static SvgPicture DrawHooks(NodeCrossing crossing)
    {
        ArgumentNullException.ThrowIfNull(crossing);
        var way = ImmutableArray.CreateBuilder<(Hook Hook, string Table, string? Note)>();
        foreach (var step in crossing.Path.Steps)
        {
            if (way.Count == 0 || way[^1].Hook != step.Hook || way[^1].Table != step.Table)
            {
                way.Add((step.Hook, step.Table, null));
            }

            if (NoteOf(step) is { } note)
            {
                way[^1] = way[^1] with { Note = way[^1].Note is { } before ? $"{before}; {note}" : note };
            }
        }

        return HookDiagram.Draw(way.ToImmutable(), $"{crossing.Path.Entered} on {crossing.Node}", crossing.Path.End is TraceEnd.Left or TraceEnd.Delivered);
    }

    // What changed the packet or ended its way; the rest of the rules is in the timeline.
    private static string? NoteOf(TraceStep step) => step.Rule?.Target switch
    {
        DnatTarget or SnatTarget or MasqueradeTarget or MarkTarget or RejectTarget or DropTarget => step.VerdictText,
        _ when step.Verdict == Sandbox.TraceVerdict.Drop => step.VerdictText,
        _ => null,
    };

    internal static StringBuilder AppendText(this StringBuilder svg, double x, double y, string text, string cssClass = "") =>
        svg.Append(Invariant($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"")).Append(cssClass.Length == 0 ? "" : $" class=\"{cssClass}\"").Append('>').Append(Escape(text)).Append("</text>");
}
