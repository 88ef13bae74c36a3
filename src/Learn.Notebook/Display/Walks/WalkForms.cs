using Learn.Jupyter;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What can happen to a packet: its ends with bars, the ways as a tree that opens and closes, the hooks with the likeliest way lit.</summary>
internal static class WalkForms
{
    private const int MostPerNode = 2;

    /// <summary>The value in its forms, or null where it is no walk.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        WalkResult { Tree: { } tree } => Of(tree, null),
        WalkTree tree => Of(tree, null),
        WalkAnswer { Result.Tree: { } tree } answer => Of(tree, WalkNames.In(answer.Reading), answer.Hint),
        NodeWalk walk => Of(walk),
        LabWalk walk => Of(walk),
        _ => null,
    };

    private static MimeBundle Of(WalkTree tree, WalkTextOptions? names, string? hint = null)
    {
        var html = new HtmlOutput();
        new WalkHtml(html, names ?? new WalkTextOptions()).Write(tree);
        if (hint is not null)
        {
            html.Element("p", hint, "warn");
        }

        string text = tree.ToText(names ?? new WalkTextOptions()) + (hint is null ? "" : $"\n\n{hint}");
        return Bundle(text, html);
    }

    private static MimeBundle Of(NodeWalk walk)
    {
        var html = new HtmlOutput();
        WriteNode(html, walk);
        return Bundle(walk.ToString(), html);
    }

    private static MimeBundle Of(LabWalk walk)
    {
        var html = new HtmlOutput().Needs(StyleParts.Table).Element("div", $"From {walk.From} to {walk.Target}", "head");
        WalkBars.Write(html, [.. walk.Ends.Select(end => (end.Probability, end.Probability, end.Outcome.ToString(), (string?)null, end.Outcome.Kind == TrafficOutcomeKind.Pod))]);
        if (walk.Undetermined > 0)
        {
            html.Element("p", $"{WalkWords.Share(walk.Undetermined, walk.Undetermined)} cannot be told from the rules.", "warn");
        }

        if (walk.Dependence is not null)
        {
            html.Element("p", $"But {walk.Dependence}.", "muted");
        }

        foreach (var node in walk.ByNode)
        {
            var walks = node.ToList();
            foreach (var each in walks.Take(MostPerNode))
            {
                html.Raw(each == walk.Nodes[0] ? "<details open>" : "<details>")
                    .Open("summary").Element("b", $"On {node.Key}").Text($", {WalkWords.Share(each.Probability, each.Probability)}: {each.Result.Packet}").Close("summary");
                WriteNode(html, each);
                html.Close("details");
            }

            if (walks.Count > MostPerNode)
            {
                html.Element("p", FormattableString.Invariant($"… and {walks.Count - MostPerNode} more forms in which it can come by {node.Key}, to other endpoints."), "muted");
            }
        }

        return Bundle(walk.ToString(), html);
    }

    private static void WriteNode(HtmlOutput html, NodeWalk walk) =>
        new WalkHtml(html, WalkNames.In(walk.Reading) with { NameOfEnd = walk.NameOf }).Write(walk.Result.Tree!);

    private static MimeBundle Bundle(string text, HtmlOutput html) => MimeBundle.Text(DisplayLimits.Cut(text, DisplayLimits.Text)).With(Forms.Html, html.ToString());
}
