using Learn.Jupyter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What rules do, in plain sentences: of a node, or of a dump below.</summary>
internal sealed class ExplainCells : ICellLanguage
{
    public string Name => "explain";

    public string Summary => "what a chain, a rule, a Service's rules or a field's rules do, in sentences";

    public string Usage => "#!explain [--node NODE] [--ipv6] [[TABLE] CHAIN [NUMBER] | service/NAME | FIELD of service/NAME | -A RULE] [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var asked = RulesAsked.Read(context.Block.Arguments, Usage);
        var explanation = await asked.ExplainAsync(context, cancellationToken);
        var questions = RulesAsked.IsDump(context.Block.Code) || string.IsNullOrWhiteSpace(context.Block.Code)
            ? [asked.Words]
            : new List<IReadOnlyList<string>>(asked.Words.Count > 0 ? [asked.Words] : [])
                .Concat(CommandLines.Of(context.Block with { Arguments = "" }).Select(line => (IReadOnlyList<string>)[.. CommandWords.Split(line).Select(word => word.Text)])).ToList();
        var answers = new List<IExplanation>();
        foreach (var question in questions)
        {
            try
            {
                answers.AddRange(ExplanationQuestion.Answer(explanation, question));
            }
            catch (ArgumentException problem)
            {
                throw new CellException(problem.Message);
            }
        }

        foreach (var answer in answers.SkipLast(1))
        {
            context.Output.Display(new DisplayData(ValueFormatter.FormatAny(answer)));
        }

        return new BlockResult(CellResult.Ok(ValueFormatter.FormatAny(answers[^1])), answers.Count == 1 ? answers[0] : answers);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken) => Task.FromResult(ExplainCompletion.At(question));
}
