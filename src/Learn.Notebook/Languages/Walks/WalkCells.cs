using Learn.Jupyter;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What the rules would do to a packet: in the lab, or in any rules that a variable or the cell holds.</summary>
internal sealed class WalkCells : ICellLanguage
{
    private static readonly string[] Protocols = ["tcp", "udp", "sctp"];
    private static readonly string[] States = ["NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED"];

    public string Name => "walk";

    public string Summary => "predicts what the rules do to a packet: every way it can go, with its probability";

    public string Usage => WalkLine.Usage;

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var line = WalkLine.Read(context.Block.Arguments);
        object walk = line.Rules is not null || context.Block.Code.Trim().Length > 0
            ? await InRulesAsync(context, line, cancellationToken)
            : await InLabAsync(context, line, cancellationToken);
        return new BlockResult(CellResult.Ok(context.Session.Formatter.Format(walk)), walk);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var word = WordAt(question);
        return Task.FromResult(OptionCompletion.At(
            word,
            WalkLine.Options,
            option => option.Name switch
            {
                "--from" => OptionCompletion.Places(question.Session),
                "--proto" => Protocols.Select(name => new CompletionMatch(name, "keyword")),
                "--state" => States.Select(name => new CompletionMatch(name, "keyword")),
                _ => [],
            },
            ServiceNames.UrlsOf(question.Session)));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(OptionCompletion.Explain(WordAt(question), WalkLine.Options, $"{Usage}\n{Summary}"));
    }

    private static WordAtCursor WordAt(BlockQuestion question)
    {
        var lineStart = question.Text.LastIndexOf('\n', Math.Max(0, question.Index - 1), question.Index) + 1;
        return WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart).Shifted(lineStart);
    }

    private static async Task<object> InLabAsync(BlockContext context, WalkLine line, CancellationToken cancellationToken)
    {
        if (line.Question is { State: not null } or { Mark: not null } or { InInterface: not null } or { OutInterface: not null } or { IsFromLocalProcess: true } or { LocalAddresses.Length: > 0 })
        {
            throw new CellException($"--state, --mark, --in-interface, --out-interface, --local-process and --local-address are for rules of your own (--rules NAME, or pasted below): the lab knows them by itself.\nUsage: {WalkLine.Usage}");
        }

        var lab = await context.GetLabAsync(cancellationToken);
        return await lab.WalkAsync(line.Question.To, line.Question.From.Length == 0 ? null : line.Question.From, line.Question.Protocol, cancellationToken);
    }

    private static async Task<object> InRulesAsync(BlockContext context, WalkLine line, CancellationToken cancellationToken)
    {
        object? rules = line.Rules is { } name ? await context.Session.Values.FindAsync(name, cancellationToken) : context.Block.Code;
        try
        {
            return rules switch
            {
                Ruleset ruleset => line.Question.Ask(ruleset),
                string text => line.Question.Ask(System.Text.Encoding.UTF8.GetBytes(text)),
                _ => throw new CellException($"{line.Rules} holds no rules: a Ruleset (await lab.GetRulesAsync()) or the text of iptables-save is needed."),
            };
        }
        catch (Exception problem) when (problem is WalkQuestionException or RulesetParseException)
        {
            throw new CellException(problem.Message);
        }
    }
}
