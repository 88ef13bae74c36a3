using Learn.Jupyter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What <c>iptables-save</c> prints, folded by Service: of a node, or of a dump below.</summary>
internal sealed class ListingCells : ICellLanguage
{
    public string Name => "listing";

    public string Summary => "all rules, folded by Service, each with a sentence; of a node, or of the dump below";

    public string Usage => "#!listing [--node NODE] [--ipv6] [--search WORD] [--names] [service/NAME] [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var asked = RulesAsked.Read(context.Block.Arguments, Usage);
        string? search = null, service = null;
        var names = false;
        for (var i = 0; i < asked.Words.Count; i++)
        {
            switch (asked.Words[i])
            {
                case "--names":
                    names = true;
                    break;
                case "--search":
                    search = ++i < asked.Words.Count ? asked.Words[i] : throw new CellException($"--search needs a value: --search WORD.\nUsage: {Usage}");
                    break;
                case var word when service is null && !word.StartsWith('-'):
                    service = word;
                    break;
                case var word:
                    throw new CellException($"\"{word}\" is not understood here.\nUsage: {Usage}");
            }
        }

        try
        {
            var explanation = await asked.ExplainAsync(context, cancellationToken);
            var listing = AnnotatedListing.Of(explanation, new ListingOptions { Service = service, Search = search, UsesNames = names, ShowsCounters = true });
            return new BlockResult(CellResult.Ok(ValueFormatter.FormatAny(listing)), listing);
        }
        catch (ArgumentException problem)
        {
            throw new CellException(problem.Message);
        }
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken) => Task.FromResult(ExplainCompletion.At(question));
}
