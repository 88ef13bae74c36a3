using System.Globalization;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!sync</c>: what a sync gave to iptables-restore, beside the one before.</summary>
internal sealed class SyncCells : ICellLanguage
{
    private static readonly CellOption Node = new("--node", "NODE", "the last sync of this node");
    private static readonly CellOption[] Options = [Node];

    public string Name => "sync";

    public string Summary => "what a sync gave to iptables-restore, chain by chain, beside the one before; without a number the last one";

    public string Usage => "#!sync [NUMBER | --node NODE] [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var given = GivenOptions.Read(context.Block.Arguments, Options, Usage);
        long? number = given.Rest.Length == 0 ? null
            : long.TryParse(given.Rest.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked
            : throw given.Mistake($"\"{given.Rest}\" is no number of a sync. \"#!syncs\" lists them.");
        var lab = await context.GetLabAsync(cancellationToken);
        var view = lab.ViewSync(number, given.ValueOf(Node.Name));
        return new BlockResult(CellResult.Ok(context.Session.Formatter.Format(view)), view);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var numbers = (question.Session.LabIfStarted is { } lab ? lab.Nodes.SelectMany(node => lab.Syncs(node.Name)) : [])
            .OrderByDescending(record => record.Number).Take(20).Select(record => new CompletionMatch(record.Number.ToString(CultureInfo.InvariantCulture), "variable", record.Reason.Why));
        return Task.FromResult(OptionCompletion.At(WordAtCursor.In(question.Text, question.Index), Options, _ => OptionCompletion.Nodes(question.Session), numbers));
    }
}
