using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!syncs</c>: the last syncs of a node, or of all.</summary>
internal sealed class SyncsCells : ICellLanguage
{
    private static readonly CellOption Node = new("--node", "NODE", "only this node");
    private static readonly CellOption[] Options = [Node];

    public string Name => "syncs";

    public string Summary => "the last syncs of kube-proxy: why, how many rules and bytes, how long";

    public string Usage => "#!syncs [--node NODE] [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var given = GivenOptions.Read(context.Block.Arguments, Options, Usage);
        given.RefuseRest();
        var lab = await context.GetLabAsync(cancellationToken);
        IEnumerable<string> nodes = given.ValueOf(Node.Name) is { } node ? [node] : lab.Nodes.Select(each => each.Name);
        var records = nodes.SelectMany(lab.Syncs).OrderBy(record => record.Number).ToList();
        // The newest are the ones that a learner asks about.
        return new BlockResult(CellResult.Ok(context.Session.Formatter.Format(records.TakeLast(DisplayLimits.Rows).ToList())), records);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(OptionCompletion.At(WordAtCursor.In(question.Text, question.Index), Options, _ => OptionCompletion.Nodes(question.Session)));
    }
}
