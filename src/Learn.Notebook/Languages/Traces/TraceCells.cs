using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>One real request with the kernel's own trace of its way, beside the walk.</summary>
internal sealed class TraceCells : ICellLanguage
{
    private static readonly IReadOnlyList<CellOption> Options = [new("--from", "HOST", "where it is sent from: client, node/NAME, pod/NAME; toolbox if nothing is said")];

    public string Name => "trace";

    public string Summary => "one real request, with the kernel's own trace through every table and chain, beside the walk";

    public string Usage => "#!trace [--from HOST] [--as NAME] URL|udp://NAME:PORT";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var lines = CommandLines.Of(context.Block).ConvertAll(Read);
        if (lines.Count == 0)
        {
            throw new CellException($"A target is needed, for example:  #!trace http://my-service\nUsage: {Usage}");
        }

        var lab = await context.GetLabAsync(cancellationToken);
        var result = BlockResult.Done;
        foreach (var (target, from) in lines)
        {
            // All but the last are shown where they would stand as cells of their own.
            if (result.Cell.Value is { } before)
            {
                context.Output.Display(new DisplayData(before));
            }

            var trace = await lab.TraceAsync(target, from, cancellationToken);
            result = new BlockResult(CellResult.Ok(context.Session.Formatter.Format(trace)), trace);
        }

        return result;
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var lineStart = LineStart(question);
        var word = WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart).Shifted(lineStart);
        return Task.FromResult(OptionCompletion.At(word, Options, _ => OptionCompletion.Places(question.Session), ServiceNames.UrlsOf(question.Session)));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var lineStart = LineStart(question);
        return Task.FromResult(OptionCompletion.Explain(WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart), Options, $"{Usage}\n{Summary}"));
    }

    private static int LineStart(BlockQuestion question) => question.Text.LastIndexOf('\n', Math.Max(0, question.Index - 1), question.Index) + 1;

    private (string Target, string? From) Read(string line)
    {
        var words = CommandWords.Split(line).Select(word => word.Text).ToList();
        if (words is ["trace", ..])
        {
            words.RemoveAt(0);
        }

        string? target = null, from = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--from")
            {
                from = ++i < words.Count ? words[i] : throw Mistake("--from needs a value: --from HOST.");
            }
            else if (words[i].StartsWith("--from=", StringComparison.Ordinal))
            {
                from = words[i]["--from=".Length..];
            }
            else if (words[i].StartsWith('-'))
            {
                throw Mistake($"The option {words[i]} is not known here; there is --from.");
            }
            else
            {
                target = target is null ? words[i] : throw Mistake($"There are two targets, {target} and {words[i]}: each line of a cell traces one.");
            }
        }

        return (target ?? throw Mistake("A target is needed, for example http://my-service or udp://my-service:53."), from);
    }

    private CellException Mistake(string message) => new($"{message}\nUsage: {Usage}");
}
