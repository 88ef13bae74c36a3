using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>The hooks of the kernel with the most probable way of a packet lit.</summary>
internal static class WalkHooks
{
    /// <summary>Draws it.</summary>
    /// <param name="tree">Everything that can happen.</param>
    /// <param name="options">Names beside chains.</param>
    public static SvgPicture Draw(WalkTree tree, WalkTextOptions options)
    {
        var outcome = tree.Outcomes.MaxBy(each => each.Probability)!;
        var way = new List<(Hook Hook, string Table, string? Note)>();
        foreach (var node in tree.WayTo(outcome))
        {
            if (node.Kind == WalkNodeKind.Entry)
            {
                way.Add((node.Hook, node.Table, null));
            }
            else if (node.Step is { } step && way.Count > 0 && NoteOf(step, options) is { } note)
            {
                way[^1] = way[^1] with { Note = way[^1].Note is { } before && before != note ? $"{before}; {note}" : note };
            }
            else if (node is { Kind: WalkNodeKind.End, Step: null, Chain.Length: > 0 } && way.Count > 0)
            {
                way[^1] = way[^1] with { Note = "dropped by its policy" };
            }
        }

        string share = WalkWords.Share(outcome.LeastProbability, outcome.Probability);
        return HookDiagram.Draw(way, $"The most probable way ({share}): {outcome.End}", outcome.Verdict == WalkVerdict.Accepted);
    }

    private static string? NoteOf(WalkStep step, WalkTextOptions options) => step.Rule.Target switch
    {
        DnatTarget dnat => $"destination becomes {dnat.To}",
        SnatTarget snat => $"source becomes {snat.To}",
        MasqueradeTarget => "masqueraded",
        DropTarget => $"dropped by {step.Chain} {step.Number}",
        RejectTarget => $"rejected by {step.Chain} {step.Number}",
        AcceptTarget => $"accepted by {step.Chain} {step.Number}",
        MarkTarget mark => FormattableString.Invariant($"mark 0x{mark.Value:x}/0x{mark.Mask:x}"),
        JumpTarget jump => options.NameOf?.Invoke(step.Table, jump.Chain),
        _ => null,
    };
}
