using Learn.Jupyter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>Says what a dump of any node tells: one that is pasted below, in a file, or of a node of the lab.</summary>
internal sealed class InspectCells : ICellLanguage
{
    private static readonly CellOption[] Options =
    [
        new("--file", "FILE", "a file with what iptables-save printed"),
        new("--node", "NODE", "a node of the lab; the first one if nothing is pasted"),
        new("--service", "NAME", "only this Service, with its endpoints and chains"),
    ];

    public string Name => "inspect";

    public string Summary => "what iptables-save of any node tells: kube-proxy's version, Services, other programs, oddities";

    public string Usage => "#!inspect [--file FILE | --node NODE] [--service NAME] [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var given = GivenOptions.Read(context.Block.Arguments, Options, Usage);
        given.RefuseRest();
        var inspection = DumpInspection.Of(await TextAsync(context, given, cancellationToken));
        if (inspection.Parts.IsEmpty && !inspection.Dump.HasNftablesProxy)
        {
            throw given.Mistake("There are no rules of iptables in this text: a table begins with a line such as *nat, as iptables-save prints it.");
        }

        if (given.ValueOf("--service") is { } service)
        {
            var found = inspection.Parts.SelectMany(part => part.Reading.FindServices(service)).ToList();
            return found.Count == 0
                ? throw given.Mistake($"There is no Service {service} in these rules.")
                : new BlockResult(CellResult.Ok(InspectionForms.OfServices(found, inspection.ToText(service))), found);
        }

        return new BlockResult(CellResult.Ok(InspectionForms.Of(inspection)), inspection);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(!question.IsInArguments ? BlockCompletion.None : OptionCompletion.At(
            WordAtCursor.In(question.Text, question.Index), Options, option => option.Name == "--node" ? OptionCompletion.Nodes(question.Session) : []));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(question.IsInArguments
            ? OptionCompletion.Explain(WordAtCursor.In(question.Text, question.Index), Options, $"{Usage}\n{Summary}")
            : new InspectionResult(MimeBundle.Text($"{Usage}\n{Summary}")));
    }

    private static async Task<string> TextAsync(BlockContext context, GivenOptions given, CancellationToken cancellationToken)
    {
        if (given.ValueOf("--file") is { } file)
        {
            return await RulesWord.ReadFileAsync(context.Session, file, cancellationToken) ?? throw given.Mistake($"There is no file {file} in {context.Session.WorkingDirectory}.");
        }

        if (given.ValueOf("--node") is null && !string.IsNullOrWhiteSpace(context.Block.Code))
        {
            return context.Block.Code;
        }

        var lab = await context.GetLabAsync(cancellationToken);
        return await lab.IptablesSaveAsync(given.ValueOf("--node"), cancellationToken: cancellationToken);
    }
}
