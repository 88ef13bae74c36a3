using System.Text.RegularExpressions;
using Learn.Jupyter;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>Says what changed between two sets of rules, in terms of Services: nodes of the lab, variables, files, dumps, or the last sync.</summary>
internal sealed partial class DiffCells : ICellLanguage
{
    private static readonly CellOption[] Options = [new("--node", "NODE", "the node whose last sync is shown; the first one without it")];

    public string Name => "diff";

    public string Summary => "what changed in the last sync, or between two sets of rules (a variable, a file, node/NAME, or two dumps below with a line --- between them)";

    public string Usage => "#!diff [--node NODE] | BEFORE AFTER [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var given = GivenOptions.Read(context.Block.Arguments, Options, Usage);
        var words = CommandWords.Split(given.Rest).Select(word => word.Text).ToList();
        var changes = words.Count switch
        {
            0 when !string.IsNullOrWhiteSpace(context.Block.Code) => OfDumps(context.Block.Code, given),
            0 => await OfLastSyncAsync(context, given, cancellationToken),
            2 => Between(await RulesWord.ReadAsync(context, words[0], given, cancellationToken), await RulesWord.ReadAsync(context, words[1], given, cancellationToken)),
            _ => throw given.Mistake("Two sets of rules are compared, one before and one after: each a variable, a file, or node/NAME."),
        };
        return new BlockResult(CellResult.Ok(ChangeForms.Of(changes)), changes);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(!question.IsInArguments ? BlockCompletion.None : OptionCompletion.At(
            WordAtCursor.In(question.Text, question.Index),
            Options,
            _ => OptionCompletion.Nodes(question.Session),
            OptionCompletion.Nodes(question.Session).Select(node => node with { Text = $"node/{node.Text}" })));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(new InspectionResult(MimeBundle.Text($"{Usage}\n{Summary}")));

    private static RulesetChanges OfDumps(string code, GivenOptions given)
    {
        var dumps = Separator().Split(code);
        return dumps.Length == 2
            ? Between(RulesWord.OfText(dumps[0], "The first dump", given), RulesWord.OfText(dumps[1], "The second dump", given))
            : throw given.Mistake("Two dumps are compared: put a line --- between them.");
    }

    private static async Task<RulesetChanges> OfLastSyncAsync(BlockContext context, GivenOptions given, CancellationToken cancellationToken)
    {
        var lab = await context.GetLabAsync(cancellationToken);
        var syncs = lab.Syncs(given.ValueOf("--node"));
        if (syncs is not [.., var last])
        {
            throw given.Mistake("kube-proxy has not synced on this node yet.");
        }

        var before = syncs.SkipLast(1).LastOrDefault(sync => sync.Plan.Family == last.Plan.Family);
        return RulesetChanges.Between(
            RulesetReading.Of(before?.Plan.Desired() ?? new Ruleset(last.Plan.Family, [])), RulesetReading.Of(last.Plan.Desired()));
    }

    // Of nodes with both families, the one that both sides have.
    private static RulesetChanges Between(IReadOnlyList<Ruleset> before, IReadOnlyList<Ruleset> after)
    {
        var pair = before.Join(after, one => one.Family, other => other.Family, (one, other) => (one, other)).FirstOrDefault((before[0], after[0]));
        return RulesetChanges.Between(RulesetReading.Of(pair.Item1), RulesetReading.Of(pair.Item2));
    }

    [GeneratedRegex(@"^\s*(?:---+|===+)\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
