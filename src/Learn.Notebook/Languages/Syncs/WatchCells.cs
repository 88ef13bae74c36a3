using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!watch</c>: each sync of kube-proxy as it happens, until the time is over, the commands below are done, or the cell is interrupted.</summary>
internal sealed class WatchCells : ICellLanguage
{
    private static readonly CellOption For = new("--for", "SECONDS", "ends after this time; without it, with the commands below or an interrupt");
    private static readonly CellOption Node = new("--node", "NODE", "only this node");
    private static readonly CellOption[] Options = [For, Node];

    // After a command has returned, its last sync may still be on its way to the display.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    public string Name => "watch";

    public string Summary => "each sync of kube-proxy as it happens: why, how many rules, how long, what changed; kubectl commands below it run meanwhile";

    public string Usage => "#!watch [--for SECONDS] [--node NODE] [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var block = context.Block;
        var given = GivenOptions.Read(block.Arguments, Options, Usage);
        given.RefuseRest();
        var time = given.SecondsOf(For.Name);
        var lab = await context.GetLabAsync(cancellationToken);
        var node = given.ValueOf(Node.Name);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stream = lab.Watch(node, cancellationToken: ending.Token);
        var display = new WatchDisplay(context.Output, node);
        if (time is { } limit)
        {
            ending.CancelAfter(limit);
        }

        var seen = new List<SyncEvent>();
        var watching = FollowAsync(stream, display, seen);
        try
        {
            if (!string.IsNullOrWhiteSpace(block.Code))
            {
                await RunAsync(context, cancellationToken);
                if (time is null)
                {
                    ending.CancelAfter(Rest);
                }
            }

            await watching;
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
            display.Finish(cancellationToken.IsCancellationRequested ? ", then interrupted" : "");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new BlockResult(CellResult.Done, seen);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.IsInArguments
            ? Task.FromResult(OptionCompletion.At(WordAtCursor.In(question.Text, question.Index), Options, option => option == Node ? OptionCompletion.Nodes(question.Session) : []))
            : Commands.CompleteAsync(question, cancellationToken);
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.IsInArguments
            ? Task.FromResult(OptionCompletion.Explain(WordAtCursor.In(question.Text, question.Index), Options, $"{Usage}\n{Summary}"))
            : Commands.InspectAsync(question, cancellationToken);
    }

    private static ICellLanguage Commands { get; } = new Kubectl.KubectlCells();

    private static async Task RunAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var result = await Commands.ExecuteAsync(context with { Block = context.Block with { Arguments = "", RawArguments = "", ResultName = null } }, cancellationToken);
        if (result.Cell.Value is { } said)
        {
            context.Output.Display(new DisplayData(said));
        }
    }

    private static async Task FollowAsync(IAsyncEnumerable<SyncEvent> stream, WatchDisplay display, List<SyncEvent> seen)
    {
        try
        {
            await foreach (var sync in stream)
            {
                seen.Add(sync);
                display.Add(sync);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over, or the cell was interrupted.
        }
    }
}
