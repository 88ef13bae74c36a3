using Learn.Jupyter;
using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>The real iptables on a node or in any other host of the lab. What it prints is explained rule by rule.</summary>
/// <param name="program"><c>iptables</c>, <c>ip6tables</c>, <c>iptables-save</c> or <c>ip6tables-save</c>.</param>
internal sealed class IptablesCells(string program) : ICellLanguage
{
    private bool IsSave => program.EndsWith("-save", StringComparison.Ordinal);

    public string Name => program;

    public string Summary => $"the {(program.StartsWith("ip6", StringComparison.Ordinal) ? "IPv6" : "IPv4")} rules of a node, {(IsSave ? "all of them" : "by the real iptables")}, explained";

    public string Usage => IsSave ? $"#!{program} [--node NODE | --in HOST] [-t TABLE] [-c] [--as NAME]" : $"#!{program} [--node NODE | --in HOST] [-t TABLE] COMMAND [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var commands = CommandLines.Of(context.Block);
        if (commands.Count == 0)
        {
            commands = IsSave ? [""] : throw new CellException($"Say what to do, for example:  #!{program} -t nat -S KUBE-SERVICES\nUsage: {Usage}");
        }

        var lines = commands.ConvertAll(command => IptablesLine.Read(command, program));
        var lab = await context.GetLabAsync(cancellationToken);
        var result = BlockResult.Done;
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var run = await lab.IptablesAsync(line.Arguments, line.Place, line.Family, line.IsSave, cancellationToken);
            var complaint = run.ErrorText.TrimEnd('\n');
            if (!run.Succeeded)
            {
                throw new CellException(complaint.Length > 0 ? complaint : $"{line.Program} ended with exit code {run.ExitCode}.");
            }

            if (complaint.Length > 0)
            {
                context.Output.WriteStream("stderr", complaint + "\n");
            }

            if (line.Changes)
            {
                changed.Add(NodeOf(lab, line) is { } node ? $"node/{node}" : line.Place!);
            }

            var text = run.OutputText.TrimEnd('\n');
            if (text.Length > 0)
            {
                Show(context, result);
                result = new BlockResult(CellResult.Ok(await BundleAsync(lab, line, text, cancellationToken)), run.OutputText);
            }
        }

        if (changed.Count > 0)
        {
            Show(context, result);
            result = new BlockResult(CellResult.Ok(MimeBundle.Text(Remark(changed))), result.Value);
        }

        return result;
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken) => Task.FromResult(IptablesCompletion.At(question, program));

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(IptablesCompletion.Explain(question, program, $"{Usage}\n{Summary}"));

    private static void Show(BlockContext context, BlockResult result)
    {
        if (result.Cell.Value is { } before)
        {
            context.Output.Display(new DisplayData(before));
        }
    }

    // In a pod or a client no kube-proxy writes anything.
    private static string? NodeOf(Lab lab, IptablesLine line) =>
        line.Place is null ? lab.Nodes[0].Name : lab.Nodes.FirstOrDefault(node => line.Place == node.Name || line.Place == $"node/{node.Name}")?.Name;

    private static string Remark(SortedSet<string> changed)
    {
        var places = string.Join(", ", changed);
        return changed.Any(place => place.StartsWith("node/", StringComparison.Ordinal))
            ? $"Changed in {places}. kube-proxy does not look: its next sync writes the chains that all Services share anew, those of a Service only when that Service changes, and the jumps "
                + "from PREROUTING, OUTPUT and the other built-in chains only when it is a full one. By itself it notices, within its syncPeriod, that a whole table was flushed."
            : $"Changed in {places}.";
    }

    private static async Task<MimeBundle> BundleAsync(Lab lab, IptablesLine line, string text, CancellationToken cancellationToken)
    {
        var notes = RuleNotes.For(lab, NodeOf(lab, line), line.Family);
        Ruleset? listed = null;
        if (RuleListing.IsTable(text))
        {
            // A listing in columns does not say enough of a rule; the rules stand in the same order in a save.
            var save = await lab.IptablesAsync(["-t", line.Table ?? "filter"], line.Place, line.Family, isSave: true, cancellationToken);
            listed = save.Succeeded ? RulesetParser.TryParse(save.Output.Span, line.Family).Ruleset : null;
        }

        var listing = RuleListing.Read(text, line.Table ?? "filter", line.Family, notes, listed);
        return MimeBundle.Text(text).With("text/html", RuleListingHtml.Write(listing));
    }
}
