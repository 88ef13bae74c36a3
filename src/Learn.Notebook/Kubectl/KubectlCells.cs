using Learn.Cluster;
using Learn.Jupyter;

namespace Learn.Notebook.Kubectl;

/// <summary>Cells of kubectl commands: one in the selector line, or one per line.</summary>
internal sealed class KubectlCells : ICellLanguage
{
    private static readonly ICellLanguage Manifests = new YamlCells();

    public string Name => "kubectl";

    public IReadOnlyList<string> Aliases => ["k"];

    public string Summary => "kubectl for the lab's cluster: get, describe, apply, delete, scale, rollout and more";

    public string Usage => "#!kubectl COMMAND [ARGUMENTS] [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var lines = KubectlBlock.Read(context.Block);
        if (lines.Count == 0)
        {
            throw new CellException($"There is no command in this cell. Write one behind {Usage.Split(' ')[0]} or below it, for example:\n  #!kubectl get pods -o wide");
        }

        KubectlOutput? last = null;
        foreach (var line in lines)
        {
            Show(context, last);
            last = await RunAsync(line, context, cancellationToken);
            if (last.Error is { } error)
            {
                Show(context, last);
                throw new CellException(error);
            }
        }

        var shown = last!.Text.Length == 0 ? null : KubectlMarkup.Of(last.Text);
        return new BlockResult(CellResult.Ok(shown), last.Value ?? last.Text);
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken) =>
        IsInManifest(question) ? Manifests.CompleteAsync(question, cancellationToken) : Task.FromResult(KubectlCompletion.Of(question));

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) =>
        IsInManifest(question) ? Manifests.InspectAsync(question, cancellationToken) : Task.FromResult(KubectlInspection.Of(question));

    // What stands below "apply -f -".
    private static bool IsInManifest(BlockQuestion question) =>
        !question.IsInArguments
        && KubectlBlock.ReadsStandardInput(question.Block.Arguments)
        && !KubectlBlock.WithoutProgram(question.Block.Arguments).StartsWith("exec", StringComparison.Ordinal);

    private static void Show(BlockContext context, KubectlOutput? output)
    {
        if (output is { Text.Length: > 0 })
        {
            context.Output.Display(new DisplayData(KubectlMarkup.Of(output.Text)));
        }
    }

    private static async Task<KubectlOutput> RunAsync(KubectlLine line, BlockContext context, CancellationToken cancellationToken)
    {
        var (leading, words) = LeadingFlags.Split(ShellWords.Split(line.Text));
        if (words is [] or ["help"])
        {
            return new KubectlOutput(KubectlCommands.Help());
        }

        var (command, count) = KubectlCommands.Find(words[0] == "help" ? [.. words.Skip(1)] : words);
        if (words[0] == "help")
        {
            return new KubectlOutput(command.Help());
        }

        var flags = new FlagReader(command.Name, command.AllFlags).Read([.. leading, .. words.Skip(count)]);
        if (flags.IsOn("help"))
        {
            return new KubectlOutput(command.Help());
        }

        var lab = command.NeedsLab ? await context.GetLabAsync(cancellationToken) : null;
        try
        {
            return await command.RunAsync(new KubectlCall(command, flags, line, lab, context), cancellationToken);
        }
        catch (ClusterApiException refusal)
        {
            throw new CellException(KubectlErrors.Of(refusal));
        }
    }
}
