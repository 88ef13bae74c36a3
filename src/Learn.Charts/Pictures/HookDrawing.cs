using Learn.Netfilter;
using System.Collections.Immutable;
using System.Text;
using static Learn.PictureFrame;
using static System.FormattableString;

namespace Learn;

/// <summary>Draws the hooks.</summary>
internal static class HookDrawing
{
    private const int NoteColumns = 64;
    private const double NoteLine = 19;
    private const int TitleColumns = 66;
    private const double TitleLine = 22;

    private const string Style =
        ".learn-hooks text{font-size:13px}.learn-hooks .heading{font-size:17px;font-weight:700}.learn-hooks .small{font-size:12px;fill:var(--muted)}"
        + ".learn-hooks .box{fill:var(--surface);stroke:var(--muted);stroke-width:1.2}.learn-hooks .box.lit{stroke:var(--accent);stroke-width:3.5}"
        + ".learn-hooks .hook{font-weight:700;font-size:13px}.learn-hooks .table{font-family:" + FixedFont + ";fill:var(--muted)}"
        + ".learn-hooks .table.asked{fill:var(--text);font-weight:700}.learn-hooks .tracking{font-style:italic;fill:var(--muted);font-size:12px}"
        + ".learn-hooks .path{fill:none;stroke:var(--muted);stroke-width:1.4}.learn-hooks .path.back{stroke-dasharray:6 4}"
        + ".learn-hooks .head{fill:var(--muted)}.learn-hooks .path.lit{stroke:var(--accent);stroke-width:5}.learn-hooks .head.lit{fill:var(--accent)}"
        + ".learn-hooks .badge{fill:var(--accent)}.learn-hooks .number{font-size:11px;font-weight:700;fill:var(--background)}"
        + ".learn-hooks .end{fill:none;stroke:var(--removed);stroke-width:4}";

    /// <summary>Draws them.</summary>
    /// <param name="steps">The steps of the packet.</param>
    /// <param name="title">The title; null for none.</param>
    /// <param name="arrives">False: the last hook is the end of the way.</param>
    /// <param name="description">The picture in words.</param>
    public static SvgPicture Draw(ImmutableArray<HookStep> steps, string? title, bool arrives, string description)
    {
        double top = 0;
        var svg = new StringBuilder();
        foreach (var line in title is null ? [] : TextWrap.Wrap(title, TitleColumns).TrimEnd('\n').Split('\n'))
        {
            svg.Append(Invariant($"<text class=\"heading\" x=\"8\" y=\"{top + 24}\">{Escape(line)}</text>"));
            top += TitleLine;
        }

        top += title is null ? 0 : 12;

        svg.Append(Invariant($"<g transform=\"translate(0 {top})\">"));
        var taken = HookMap.Taken([.. Visits(steps)], arrives);
        foreach (var path in HookMap.Paths.OrderBy(path => taken.Contains(path.Kind)))
        {
            Path(svg, path, taken.Contains(path.Kind));
        }

        Places(svg, taken);
        foreach (var box in HookMap.Boxes)
        {
            Box(svg, box, [.. steps.Where(step => step.Hook == box.Hook)]);
        }

        if (!arrives && !steps.IsEmpty)
        {
            var last = HookMap.BoxOf(steps[^1].Hook);
            Cross(svg, last.Left + HookMap.BoxWidth - 14, last.Top + 14);
        }

        svg.Append("</g>");
        double height = Notes(svg, steps, arrives, top + HookMap.Height);
        return Put(title ?? "The hooks of netfilter", description, HookMap.Width, height, Style, "learn-hooks", svg.ToString());
    }

    // Each hook once for each time that the packet came by it.
    private static IEnumerable<Netfilter.Hook> Visits(ImmutableArray<HookStep> steps)
    {
        HookStep? last = null;
        foreach (var step in steps)
        {
            if (last is null || last.Hook != step.Hook)
            {
                yield return step.Hook;
            }

            last = step;
        }
    }

    private static void Path(StringBuilder svg, HookPath path, bool isLit)
    {
        var lit = isLit ? " lit" : "";
        var back = path.Kind == HookPathKind.Loopback ? " back" : "";
        var (end, before) = (path.Points[^1], path.Points[^2]);
        var (dx, dy) = (Math.Sign(end.X - before.X), Math.Sign(end.Y - before.Y));
        double length = isLit ? 13 : 9, half = isLit ? 8 : 5;

        // The line ends where its arrow begins, or a thick one would look out beside the point.
        var points = path.Points.SetItem(path.Points.Length - 1, (end.X - (dx * (length - 1)), end.Y - (dy * (length - 1))));
        svg.Append(Invariant($"<path class=\"path{back}{lit}\" d=\"M{string.Join('L', points.Select(point => Invariant($"{point.X} {point.Y}")))}\"/>"));
        svg.Append(Invariant($"<path class=\"head{lit}\" d=\"M{end.X} {end.Y}L{end.X - (dx * length) - (dy * half)} {end.Y - (dy * length) - (dx * half)}"));
        svg.Append(Invariant($"L{end.X - (dx * length) + (dy * half)} {end.Y - (dy * length) + (dx * half)}z\"/>"));
    }

    private static void Places(StringBuilder svg, ImmutableHashSet<HookPathKind> taken)
    {
        Place(svg, 224, 92, 78, 36, "routing", taken.Contains(HookPathKind.ToRouting));
        Place(svg, 193, 424, 455, 36, "a process of this host", taken.Contains(HookPathKind.ToProcess) || taken.Contains(HookPathKind.FromProcess));
        svg.Append("<text class=\"small\" x=\"4\" y=\"98\">network</text><text class=\"small\" text-anchor=\"end\" x=\"714\" y=\"88\">network</text>");
        svg.Append("<text class=\"small\" text-anchor=\"middle\" x=\"374\" y=\"20\">back to this host, over the loopback interface</text>");
        svg.Append("<text class=\"small\" x=\"272\" y=\"182\">for this host</text><text class=\"small\" x=\"334\" y=\"54\">for another host</text>");
        svg.Append("<text class=\"small\" text-anchor=\"end\" x=\"569\" y=\"186\">routed</text>");
    }

    private static void Place(StringBuilder svg, double left, double top, double width, double height, string text, bool isLit)
    {
        svg.Append(Invariant($"<rect class=\"box{(isLit ? " lit" : "")}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{height / 2}\"/>"));
        svg.Append(Invariant($"<text text-anchor=\"middle\" x=\"{left + (width / 2)}\" y=\"{top + (height / 2) + 4.5}\">{text}</text>"));
    }

    private static void Box(StringBuilder svg, HookBox box, ImmutableArray<HookStep> steps)
    {
        svg.Append(Invariant($"<g class=\"hook-{box.Hook.ToString().ToLowerInvariant()}\"><rect class=\"box{(steps.IsEmpty ? "" : " lit")}\" x=\"{box.Left}\" y=\"{box.Top}\" width=\"{HookMap.BoxWidth}\" height=\"{box.Height}\" rx=\"7\"/>"));
        svg.Append(Invariant($"<text class=\"hook\" x=\"{box.Left + 10}\" y=\"{box.Top + 19}\">{WalkWords.Name(box.Hook)}</text>"));
        for (int row = 0; row < box.Asked.Length; row++)
        {
            var asked = steps.Where(step => step.Table == box.Asked[row]).ToImmutableArray();
            double y = box.Top + HookMap.HeadHeight + (HookMap.RowHeight * row) + 14;
            var look = box.Asked[row] == HookMap.Tracking ? "tracking" : asked.IsEmpty ? "table" : "table asked";
            svg.Append(Invariant($"<text class=\"{look}\" x=\"{box.Left + 12}\" y=\"{y}\">{box.Asked[row]}</text>"));
            Badges(svg, asked, box.Left + HookMap.BoxWidth - 14, y - 4.5);
        }

        svg.Append("</g>");
    }

    private static void Badges(StringBuilder svg, ImmutableArray<HookStep> steps, double right, double middle)
    {
        // Three have room beside a table's name; who comes by more often is told by the list below.
        foreach (var (step, index) in steps.Take(3).Reverse().Select((step, index) => (step, index)))
        {
            Badge(svg, step.Number, right - (index * 20), middle);
        }
    }

    private static void Badge(StringBuilder svg, int number, double x, double y) => svg.Append(Invariant(
        $"<circle class=\"badge\" cx=\"{x}\" cy=\"{y}\" r=\"9\"/><text class=\"number\" text-anchor=\"middle\" x=\"{x}\" y=\"{y + 4}\">{number}</text>"));

    private static void Cross(StringBuilder svg, double x, double y) => svg.Append(Invariant($"<path class=\"end\" d=\"M{x - 6} {y - 6}l12 12m0 -12l-12 12\"/>"));

    private static double Notes(StringBuilder svg, ImmutableArray<HookStep> steps, bool arrives, double top)
    {
        double y = top + 4;
        foreach (var step in steps)
        {
            var lines = TextWrap.Wrap(step.Note ?? "nothing happens to it", NoteColumns).TrimEnd('\n').Split('\n');
            Badge(svg, step.Number, 17, y + 5);
            svg.Append(Invariant($"<text class=\"hook\" x=\"36\" y=\"{y + 9.5}\">{WalkWords.Name(step.Hook)}</text><text class=\"table asked\" x=\"152\" y=\"{y + 9.5}\">{Escape(step.Table)}</text>"));
            foreach (var line in lines)
            {
                svg.Append(Invariant($"<text{(step.Note is null ? " class=\"small\"" : "")} x=\"230\" y=\"{y + 9.5}\">{Escape(line)}</text>"));
                y += NoteLine;
            }

            y += 5;
        }

        if (steps.IsEmpty)
        {
            return y;
        }

        if (!arrives)
        {
            Cross(svg, 17, y + 5);
        }

        svg.Append(Invariant($"<text x=\"36\" y=\"{y + 9.5}\">{Escape(arrives ? HookMap.Behind(steps[^1].Hook) : $"The packet ends here, at {WalkWords.Name(steps[^1].Hook)}.")}</text>"));
        return y + NoteLine + 5;
    }
}
