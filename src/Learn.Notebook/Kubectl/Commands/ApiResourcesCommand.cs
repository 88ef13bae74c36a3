using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl api-resources</c>.</summary>
internal sealed class ApiResourcesCommand : KubectlCommand
{
    private const string Verbs = "create,delete,deletecollection,get,list,patch,update,watch";

    public override string Name => "api-resources";

    public override string Summary => "Lists the kinds of objects that the lab's cluster stores.";

    public override string Usage => "[--namespaced=true|false] [--api-group=GROUP] [-o wide|name]";

    public override bool NeedsLab => false;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Switch("namespaced", "Only kinds that have a namespace, or (false) only those that have none."),
        KubectlFlags.Text("api-group", "Only kinds of this group."),
        KubectlFlags.Switch("no-headers", "No line with headings."),
        KubectlFlags.Text("sort-by", "name or kind.") with { Values = ["name", "kind"] },
        KubectlFlags.Text("output", "wide or name.", 'o') with { Values = ["wide", "name"] },
    ];

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var flags = call.Flags;
        if (flags["output"] is not (null or "wide" or "name"))
        {
            throw KubectlErrors.Mistake($"--output {flags["output"]} is not available; there are: wide, name");
        }

        var kinds = ResourceKind.All
            .Where(kind => (!flags.Has("namespaced") || kind.IsNamespaced == flags.IsOn("namespaced")) && (flags["api-group"] is not { } group || kind.Group == group))
            .OrderBy(kind => flags["sort-by"] == "kind" ? kind.Kind : flags["sort-by"] == "name" ? kind.Plural : kind.Group, StringComparer.Ordinal)
            .ThenBy(kind => kind.Plural, StringComparer.Ordinal)
            .ToList();
        if (flags["output"] == "name")
        {
            return Task.FromResult(new KubectlOutput(string.Concat(kinds.Select(kind => kind.ResourceName + "\n"))));
        }

        bool isWide = flags["output"] == "wide";
        List<IReadOnlyList<string>> rows = [.. kinds.Select(kind => (IReadOnlyList<string>)
        [
            kind.Plural, string.Join(',', kind.ShortNames), kind.ApiVersion, kind.IsNamespaced ? "true" : "false", kind.Kind,
            .. isWide ? [Verbs, KindWords.IsInAll(kind) ? "all" : ""] : (string[])[],
        ])];
        if (!flags.IsOn("no-headers"))
        {
            rows.Insert(0, ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND", .. isWide ? ["VERBS", "CATEGORIES"] : (string[])[]]);
        }

        return Task.FromResult(new KubectlOutput(new GrowingTable().Add(rows)));
    }
}
