using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>Which rules a cell is about: those in the kernel of a node, or a dump that stands in the cell.</summary>
/// <param name="Node">The node; null for the first.</param>
/// <param name="Family">The family; null for the lab's first.</param>
/// <param name="Words">The words of the line that say what is asked.</param>
internal sealed record RulesAsked(string? Node, IpFamily? Family, IReadOnlyList<string> Words)
{
    /// <summary>The options of such a line.</summary>
    public static readonly CellOption[] Options =
    [
        new("--node", "NODE", "the node whose rules they are; the first one without it"),
        new("--ipv6", null, "the IPv6 rules"),
        new("--ipv4", null, "the IPv4 rules"),
    ];

    /// <summary>Reads a line.</summary>
    /// <param name="line">What stands behind the language's name.</param>
    /// <param name="usage">Shown with errors.</param>
    /// <exception cref="CellException">An option lacks its value.</exception>
    public static RulesAsked Read(string line, string usage)
    {
        string? node = null;
        IpFamily? family = null;
        var rest = new List<string>();
        var words = CommandWords.Split(line).Select(word => word.Text).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "--node":
                    node = ++i < words.Count ? words[i] : throw new CellException($"--node needs a value: --node NODE.\nUsage: {usage}");
                    break;
                case "--ipv6" or "-6":
                    family = IpFamily.IPv6;
                    break;
                case "--ipv4" or "-4":
                    family = IpFamily.IPv4;
                    break;
                default:
                    rest.Add(words[i]);
                    break;
            }
        }

        return new(node?.StartsWith("node/", StringComparison.Ordinal) == true ? node["node/".Length..] : node, family, rest);
    }

    /// <summary>Whether a text is what iptables-save prints.</summary>
    public static bool IsDump(string text) => text.Split('\n').Any(line => line.StartsWith('*') || line.StartsWith("-A ", StringComparison.Ordinal) && text.Contains("COMMIT", StringComparison.Ordinal));

    /// <summary>The rules, explained.</summary>
    /// <exception cref="CellException">The dump has a mistake, or there is no such node.</exception>
    public async Task<RulesetExplanation> ExplainAsync(BlockContext context, CancellationToken cancellationToken)
    {
        if (!IsDump(context.Block.Code))
        {
            var lab = await context.GetLabAsync(cancellationToken);
            return await lab.ExplainAsync(Node, Family, cancellationToken);
        }

        try
        {
            var text = context.Block.Code.ReplaceLineEndings("\n");
            return RulesetExplanation.Of(RulesetParser.Parse(text, Family ?? DumpFamily.Of(text)));
        }
        catch (RulesetParseException error)
        {
            throw new CellException($"This is no output of iptables-save: {error.Message}");
        }
    }
}
