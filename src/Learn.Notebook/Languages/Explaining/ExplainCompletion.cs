using Learn.Jupyter;
using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>Completes what is asked about rules: nodes, tables, chains, Services.</summary>
internal static class ExplainCompletion
{
    private static readonly CellOption[] Options =
    [
        .. RulesAsked.Options,
        new("--search", "WORD", "only rules in which this stands"),
        new("--names", null, "names in place of hashes"),
    ];

    /// <summary>What could stand at the cursor. A question starts no lab.</summary>
    public static BlockCompletion At(BlockQuestion question)
    {
        var lineStart = question.Text.LastIndexOf('\n', Math.Max(0, question.Index - 1), question.Index) + 1;
        var word = WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart).Shifted(lineStart);
        var family = word.Before.Any(each => each is "--ipv6" or "-6") ? IpFamily.IPv6 : (IpFamily?)null;
        return OptionCompletion.At(word, Options, option => option.Name == "--node" ? OptionCompletion.Nodes(question.Session) : [], Others(question.Session, family));
    }

    private static IEnumerable<CompletionMatch> Others(NotebookSession session, IpFamily? family)
    {
        if (session.LabIfStarted is not { } lab || lab.WantedRules(null, family) is not { } rules)
        {
            return [];
        }

        var explanation = lab.Explain(null, family);
        return explanation.Reading.Services.Select(service => service.Service).Distinct().Select(service => new CompletionMatch($"service/{service}", "variable", "a Service"))
            .Concat(rules.Tables.Select(table => new CompletionMatch(table.Name, "keyword", "a table")))
            .Concat(explanation.Reading.Chains.Select(chain => new CompletionMatch(chain.Chain, "function", explanation.TitleOf(chain))));
    }
}
