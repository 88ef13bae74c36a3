using System.Globalization;
using System.Text;
using Learn.Cluster;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Applies the manifest in the cell, as <c>kubectl apply -f -</c> does, and tells what came of it. A document of <c>kind: Lab</c> builds the lab anew.</summary>
internal sealed class YamlCells : ICellLanguage
{
    private static readonly CellOption DryRun = new("--dry-run", null, "checks everything and changes nothing");
    private static readonly CellOption Namespace = new("--namespace", "NAME", "the namespace of objects that name none", "-n");
    private static readonly CellOption[] Options = [DryRun, Namespace];

    public string Name => "yaml";

    public IReadOnlyList<string> Aliases => ["apply", "yml"];

    public string Summary => "applies the manifest below to the lab";

    public string Usage => "#!yaml [--dry-run] [-n NAMESPACE] [--as NAME]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var given = GivenOptions.Read(context.Block.Arguments, Options, Usage);
        given.RefuseRest();

        // Empty lines in front, so that mistakes are told with lines of the cell.
        var text = new string('\n', context.Block.LinesBefore) + context.Block.Code;
        try
        {
            var manifest = LabManifest.Read(text, $"cell {context.Request.ExecutionCount}");
            if (manifest.Objects.Documents.Count == 0)
            {
                throw given.Mistake("There is no object in this cell: write a manifest below, beginning with apiVersion and kind.");
            }

            var options = new ApplyOptions { Namespace = given.ValueOf(Namespace.Name) ?? Lab.DefaultNamespace, DryRun = given.Has(DryRun.Name) };
            return manifest.DescribesLab
                ? await BuildAsync(context, manifest, options, cancellationToken)
                : await ApplyAsync(context, manifest, options, cancellationToken);
        }
        catch (ManifestException refused)
        {
            throw new CellException(WithSource(refused, text));
        }
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(question.IsInArguments
            ? OptionCompletion.At(WordAtCursor.In(question.Text, question.Index), Options, option => option == Namespace ? NamesOfNamespaces(question.Session) : [])
            : YamlCompletion.At(question));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(question.IsInArguments
            ? OptionCompletion.Explain(WordAtCursor.In(question.Text, question.Index), Options, $"{Usage}\n{Summary}")
            : YamlCompletion.Explain(question));
    }

    private static IEnumerable<CompletionMatch> NamesOfNamespaces(NotebookSession session) =>
        (session.LabIfStarted?.List<k8s.Models.V1Namespace>() ?? []).Select(each => new CompletionMatch(each.Metadata.Name, "module", "a namespace"));

    private static async Task<BlockResult> ApplyAsync(BlockContext context, LabManifest manifest, ApplyOptions options, CancellationToken cancellationToken)
    {
        var lab = await context.GetLabAsync(cancellationToken);
        var before = ProxyRules.Of(lab);
        var applied = await lab.ApplyAsync(manifest, options, cancellationToken);
        var text = new StringBuilder(applied.ToString());
        foreach (var other in applied.OtherDocuments)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"{other.Kind} {(options.DryRun ? "is in order (dry run)" : "in effect on every node")}");
        }

        if (!options.DryRun)
        {
            text.Append(ApplyOutcomeText.Of(lab, applied, before));
        }

        return new BlockResult(CellResult.Ok(MimeBundle.Text(text.ToString())), applied);
    }

    private static async Task<BlockResult> BuildAsync(BlockContext context, LabManifest manifest, ApplyOptions options, CancellationToken cancellationToken)
    {
        if (options.Namespace != Lab.DefaultNamespace)
        {
            throw new CellException($"A manifest with a document of kind {LabManifest.Kind} takes no {Namespace.Name}: name the namespace in the objects.");
        }

        var wanted = manifest.Options!;
        if (options.DryRun)
        {
            return new BlockResult(CellResult.Ok(MimeBundle.Text($"A lab with {Nodes(wanted)} would be built (dry run). Its objects are checked when it is.")));
        }

        var id = Guid.NewGuid().ToString("n");
        context.Output.Display(new DisplayData(MimeBundle.Text($"Building a lab with {Nodes(wanted)} …")) { DisplayId = id });
        try
        {
            var lab = await context.Session.RebuildLabAsync(manifest, cancellationToken);
            var text = $"Lab {lab.Name} is ready: {string.Join(", ", lab.Nodes.Select(node => node.Name))}."
                + string.Concat(manifest.Objects.Documents.Where(document => document.Object is not null)
                    .Select(document => $"\n{document.ResourceKind!.DisplayName}/{document.Name} created"));
            context.Output.UpdateDisplay(new DisplayData(MimeBundle.Text(text)) { DisplayId = id });
            return new BlockResult(CellResult.Done, lab);
        }
        catch
        {
            context.Output.UpdateDisplay(new DisplayData(MimeBundle.Text("The lab was not built.")) { DisplayId = id });
            throw;
        }
    }

    private static string Nodes(LabOptions options) => options.Nodes.Length == 1 ? "one node" : $"{options.Nodes.Length} nodes";

    private static string WithSource(ManifestException refused, string text)
    {
        var lines = text.Split('\n');
        var numbers = refused.Problems.Select(problem => problem.Line).Distinct().Order().Where(number => number >= 1 && number <= lines.Length).Take(10).ToList();
        return $"{refused.Message}\n{string.Join('\n', numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number,5} | {lines[number - 1].TrimEnd()}")))}";
    }
}
