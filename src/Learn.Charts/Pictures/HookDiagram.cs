using System.Collections.Immutable;
using System.Text;
using Learn.Netfilter;

namespace Learn;

/// <summary>
/// The hooks of netfilter with the tables that are asked at each, and the way of a packet through them lit: drawn thick, with the
/// numbers of its steps, which a list below explains. The order of the tables at a hook is that of their priorities in the kernel's
/// <c>netfilter_ipv4.h</c>; nft(8) names the same ones.
/// </summary>
public static class HookDiagram
{
    /// <summary>Draws it.</summary>
    /// <param name="way">
    /// The hooks and tables that the packet came by, in order, with what each did with it in a few words; empty for none. A packet that comes by a
    /// hook again, as after the loopback interface, is listed again. Tables may be left out.
    /// </param>
    /// <param name="title">What it shows; null for nothing.</param>
    /// <param name="arrives">
    /// False: the way ends at its last hook, because the packet was dropped or rejected there. True: it goes on to the process or the network
    /// that stands behind that hook.
    /// </param>
    /// <returns>The picture, 720 pixels wide.</returns>
    public static SvgPicture Draw(IReadOnlyList<(Hook Hook, string Table, string? Note)> way, string? title = null, bool arrives = true)
    {
        ArgumentNullException.ThrowIfNull(way);
        var steps = way.Select((step, index) => new HookStep(index + 1, step.Hook, step.Table, step.Note)).ToImmutableArray();
        return HookDrawing.Draw(steps, title, arrives, Describe(steps, title, arrives));
    }

    private static string Describe(ImmutableArray<HookStep> steps, string? title, bool arrives)
    {
        if (steps.IsEmpty)
        {
            return "The hooks of netfilter: a packet from the network comes to PREROUTING; then it is routed, either to INPUT and a process of this host, or to FORWARD "
                + "and POSTROUTING and back to the network. What a process sends comes to OUTPUT, then POSTROUTING. What this host sends to itself comes back over the "
                + "loopback interface to PREROUTING.";
        }

        var text = new StringBuilder(title ?? "The way of a packet through the hooks of netfilter").Append(':');
        foreach (var step in steps)
        {
            text.Append($"\n{step.Number}. {step.Place}{(step.Note is null ? "" : $": {step.Note}")}");
        }

        return text.Append('\n').Append(arrives ? HookMap.Behind(steps[^1].Hook) : $"It ends at {WalkWords.Name(steps[^1].Hook)}.").ToString();
    }
}
