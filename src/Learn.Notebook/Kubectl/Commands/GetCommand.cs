using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl get</c>.</summary>
internal sealed class GetCommand : KubectlCommand
{
    public override string Name => "get";

    public override string Summary => "Shows one or many objects.";

    public override string Usage => "(KIND[,KIND…] [NAME…] | KIND/NAME…) [-o wide|yaml|json|name|jsonpath=…|custom-columns=…] [-l LABELS] [-n NAMESPACE | -A] [-w]";

    public override ArgumentSort Arguments => ArgumentSort.Objects;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Output,
        KubectlFlags.Template,
        KubectlFlags.AllNamespaces,
        KubectlFlags.Selector,
        KubectlFlags.FieldSelector,
        KubectlFlags.Files,
        KubectlFlags.Recursive,
        KubectlFlags.Switch("show-labels", "A last column with all labels."),
        new("label-columns", FlagKind.Texts, "Labels that get a column of their own, separated by commas.") { Letter = 'L' },
        KubectlFlags.Switch("no-headers", "No line with headings."),
        KubectlFlags.Switch("show-kind", "Names with their kind before them."),
        KubectlFlags.Text("sort-by", "Sorts by a field: .metadata.creationTimestamp."),
        KubectlFlags.Switch("ignore-not-found", "What is not there is no error."),
        KubectlFlags.Switch("watch", "Goes on with each change, until it is interrupted or --request-timeout is over.", 'w'),
        KubectlFlags.Switch("watch-only", "Each change from now on, without what there is."),
        KubectlFlags.Switch("output-watch-events", "A first column says what happened: ADDED, MODIFIED, DELETED."),
        KubectlFlags.Switch("show-managed-fields", "Accepted; the lab's cluster keeps no managed fields."),
        KubectlFlags.Number("chunk-size", "Accepted; the lab's cluster answers in one piece."),
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var flags = call.Flags;
        var choice = await ChosenObjects.ReadAsync(call, cancellationToken);
        if (choice.Wanted.Count == 0)
        {
            throw new CellException(
                "You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of supported resources.\n\n"
                + "error: Required resource not specified.\n"
                + "Use \"kubectl explain <resource>\" for a detailed description of that resource (e.g. kubectl explain pods).\n"
                + "See 'kubectl get -h' for help and examples");
        }

        var printer = ObjectPrinter.Of(call);
        var form = new TableForm
        {
            IsWide = flags["output"] == "wide",
            ShowsNamespaces = flags.IsOn("all-namespaces"),
            ShowsKinds = choice.ShowsKinds || flags.IsOn("show-kind"),
            ShowsLabels = flags.IsOn("show-labels"),
            LabelColumns = [.. flags.All("label-columns").SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries))],
            HasHeadings = !flags.IsOn("no-headers"),
        };
        if (flags.IsOn("watch") || flags.IsOn("watch-only"))
        {
            return await new ObjectWatch(call, choice, printer, form).RunAsync(cancellationToken);
        }

        var missing = new List<string>();
        var groups = choice.Find(call.Cluster, missing);
        if (flags["sort-by"] is { } path)
        {
            groups = [.. groups.Select(group => group with { Objects = ObjectSorting.By(group.Objects, path) })];
        }
        else
        {
            groups = [.. groups.Select(InOrder)];
        }

        string? error = missing.Count == 0 || flags.IsOn("ignore-not-found") ? null : string.Join('\n', missing);
        if (printer is not null)
        {
            var text = printer.Print(groups, choice.IsOne, form.HasHeadings);
            return new KubectlOutput(text, printer.PrintsWholeObjects ? ValueOf(groups, choice.IsOne) : text) { Error = error };
        }

        var tables = Tables(groups, form, DateTimeOffset.UtcNow);
        return new KubectlOutput(tables.Length == 0 && error is null && !flags.IsOn("ignore-not-found") ? Nothing(choice) : tables, ValueOf(groups, choice.IsOne)) { Error = error };
    }

    /// <summary>What is said where there is nothing to show.</summary>
    public static string Nothing(ObjectChoice choice) => choice.Namespace is { } space && choice.Wanted.Any(one => one.Kind.IsNamespaced)
        ? $"No resources found in {space} namespace.\n"
        : "No resources found\n";

    // Events come in the order in which they happened, as their own list of the API does in practice.
    private static ObjectGroup InOrder(ObjectGroup group) => group.Kind == ResourceKind.Event
        ? group with { Objects = [.. EventTable.Sort(group.Objects.Cast<Corev1Event>()).Cast<IKubernetesObject<V1ObjectMeta>>()] }
        : group;

    private static string Tables(IReadOnlyList<ObjectGroup> groups, TableForm form, DateTimeOffset now) => string.Join('\n', Merged(groups)
        .Where(group => group.Objects.Count > 0)
        .Select(group => new GrowingTable().Add([
            .. form.HasHeadings ? [TableRows.Heading(group.Kind, form)] : (IReadOnlyList<string>[])[],
            .. TableRows.Of(group.Kind, group.Objects, now, form)])));

    // pod/a pod/b stand in one table.
    private static IEnumerable<ObjectGroup> Merged(IReadOnlyList<ObjectGroup> groups)
    {
        ObjectGroup? last = null;
        foreach (var group in groups)
        {
            if (last is not null && last.Kind != group.Kind)
            {
                yield return last;
                last = null;
            }

            last = last is null ? group : last with { Objects = [.. last.Objects, .. group.Objects] };
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    private static object? ValueOf(IReadOnlyList<ObjectGroup> groups, bool isOne) =>
        isOne ? groups.SelectMany(group => group.Objects).FirstOrDefault() : ObjectValues.ListOf(groups);
}
