using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>The chains of a node as a picture.</summary>
internal sealed class GraphCells : ICellLanguage
{
    private static readonly CellOption Node = new("--node", "NODE", "the node; the first one without it");
    private static readonly CellOption Counters = new("--counters", null, "lines as wide as the packets that came by");
    private static readonly CellOption Flows = new("--flows", null, "which way connections took so far, as a Sankey diagram");
    private static readonly CellOption Family = new("--ipv6", null, "the IPv6 rules");
    private static readonly CellOption[] Options = [Node, Counters, Flows, Family];

    public string Name => "graph";

    public string Summary => "the chains of a node as a picture: all, or what leads to a Service and where it leads";

    public string Usage => "#!graph [--node NODE] [--counters] [--flows] [--ipv6] [--as NAME] [SERVICE | CHAIN]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (given, about) = Read(context.Block);
        var lab = await context.GetLabAsync(cancellationToken);
        var node = given.ValueOf(Node.Name) ?? lab.Nodes[0].Name;
        Netfilter.IpFamily? family = given.Has(Family.Name) ? Netfilter.IpFamily.IPv6 : null;
        object picture = given.Has(Flows.Name)
            ? Charts.Flow(await lab.ReadCountersAsync(node, family, cancellationToken), about)
            : await lab.GraphAsync(new GraphOptions { About = about, Counters = given.Has(Counters.Name) }, node, family, cancellationToken);
        return new BlockResult(CellResult.Ok(ValueFormatter.FormatAny(picture)), picture);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var word = WordAtCursor.In(question.Text, question.Index);
        return Task.FromResult(OptionCompletion.At(
            word, Options, option => option == Node ? OptionCompletion.Nodes(question.Session) : [], ServiceNames.Of(question.Session)));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(OptionCompletion.Explain(WordAtCursor.In(question.Text, question.Index), Options, $"{Usage}\n{Summary}"));
    }

    // Options may stand behind the name, too.
    private (GivenOptions Given, string? About) Read(CellBlock block)
    {
        var words = CommandWords.Split(block.Arguments + " " + block.Code).Select(word => word.Text).ToList();
        var values = words.Index().Where(each => each.Index > 0 && words[each.Index - 1] == Node.Name).Select(each => each.Index).ToHashSet();
        var names = words.Index().Where(each => !each.Item.StartsWith('-') && !values.Contains(each.Index)).Select(each => each.Item).ToList();
        var options = words.Index().Where(each => each.Item.StartsWith('-') || values.Contains(each.Index)).Select(each => each.Item);
        var given = GivenOptions.Read(string.Join(' ', options), Options, Usage);
        return names.Count <= 1 ? (given, names.FirstOrDefault()) : throw given.Mistake($"One Service or chain at a time: {string.Join(", ", names)} are {names.Count}.");
    }
}
