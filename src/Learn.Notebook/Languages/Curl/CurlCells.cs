using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Traffic with the real curl: one request with its answer, or many with their distribution.</summary>
internal sealed class CurlCells : ICellLanguage
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    public string Name => "curl";

    public string Summary => "requests with the real curl: the answer of one, the distribution of many";

    public string Usage => CurlLine.Usage;

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var lines = CommandLines.Of(context.Block).ConvertAll(CurlLine.Read);
        if (lines.Count == 0)
        {
            throw new CellException($"A URL is needed, for example:  #!curl http://my-service\nUsage: {Usage}");
        }

        var lab = await context.GetLabAsync(cancellationToken);
        var result = BlockResult.Done;
        foreach (var line in lines)
        {
            // All but the last are shown where they would stand as cells of their own.
            if (result.Cell.Value is { } before)
            {
                context.Output.Display(new DisplayData(before));
            }

            result = line.IsSingle
                ? await SingleAsync(lab, line, cancellationToken)
                : await ManyAsync(context, lab, line, cancellationToken);
        }

        return result;
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var lineStart = question.Text.LastIndexOf('\n', Math.Max(0, question.Index - 1), question.Index) + 1;
        var word = WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart).Shifted(lineStart);
        var options = CurlOption.All.Select(option => new CellOption(option.Name, option.Value, option.Summary, option.Short)).ToList();
        return Task.FromResult(OptionCompletion.At(
            word,
            options,
            option => option.Name switch
            {
                "--from" => OptionCompletion.Places(question.Session),
                "--url" => ServiceNames.UrlsOf(question.Session),
                "--request" => Methods.Select(method => new CompletionMatch(method, "keyword")),
                _ => [],
            },
            ServiceNames.UrlsOf(question.Session)));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var lineStart = question.Text.LastIndexOf('\n', Math.Max(0, question.Index - 1), question.Index) + 1;
        var options = CurlOption.All.Select(option => new CellOption(option.Name, option.Value, option.Summary, option.Short)).ToList();
        return Task.FromResult(OptionCompletion.Explain(WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart), options, $"{Usage}\n{Summary}"));
    }

    private static async Task<BlockResult> SingleAsync(Lab lab, CurlLine line, CancellationToken cancellationToken)
    {
        var result = await lab.CurlAsync(line.Request, progress: null, cancellationToken);
        var answer = CurlAnswer.Of(result, line);
        return line.Fails && result.Samples.Any(sample => sample.ExitCode != 0)
            ? throw new CellException(answer.Text)
            : new BlockResult(CellResult.Ok(answer.Bundle), result);
    }

    private static async Task<BlockResult> ManyAsync(BlockContext context, Lab lab, CurlLine line, CancellationToken cancellationToken)
    {
        var progress = new CurlProgress(context.Output, line.Request);
        try
        {
            var result = await lab.CurlAsync(line.Request, progress, cancellationToken);
            progress.Finish(interrupted: false);
            return line.Fails && result.Failures.FirstOrDefault() is { } failure
                ? throw new CellException($"{failure.Count} of {result.Samples.Length} requests failed, most of them so: curl: ({failure.ExitCode}) {failure.Message}")
                : new BlockResult(CellResult.Ok(context.Session.Formatter.Format(line.Analyses ? DistributionAnalysis.Of(result) : result)), result);
        }
        catch (OperationCanceledException)
        {
            progress.Finish(interrupted: true);
            throw;
        }
    }
}
