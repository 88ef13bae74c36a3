using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl label</c> and <c>kubectl annotate</c>: they set <c>key=value</c> and remove <c>key-</c>.</summary>
internal abstract class MetadataCommand(string word) : KubectlCommand
{
    public override string Usage => $"(KIND NAME… | KIND/NAME… | KIND (-l LABELS | --all)) KEY=VALUE… KEY-… [--overwrite]";

    public override ArgumentSort Arguments => ArgumentSort.Objects;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        .. KubectlFlags.Choice,
        KubectlFlags.Switch("overwrite", "Also what has another value already."),
        KubectlFlags.Switch("list", $"Lists the {word}s."),
        KubectlFlags.DryRun,
        KubectlFlags.Output,
        KubectlFlags.Template,
    ];

    /// <summary>The labels or annotations of an object.</summary>
    protected abstract IDictionary<string, string>? Get(V1ObjectMeta metadata);

    /// <summary>Puts them in.</summary>
    protected abstract void Set(V1ObjectMeta metadata, IDictionary<string, string> values);

    /// <summary>What is said of values that are there already, and must not be overwritten.</summary>
    protected abstract string Refusal(IReadOnlyList<(string Key, string Value)> present);

    /// <summary>What was done: <c>labeled</c>.</summary>
    protected abstract string Outcome(IDictionary<string, string> before, IDictionary<string, string> after, bool overwrites);

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var words = call.Arguments.ToList();
        var changes = words.Where(IsChange).ToList();
        words.RemoveAll(IsChange);
        var choice = call.Flags.Has("filename") ? await ChosenObjects.ReadAsync(call.With(words), cancellationToken) : ObjectChoice.Read(call, words);
        if (choice.Wanted.Count == 0 || (!choice.HasNames && !IsSelected(call)))
        {
            throw KubectlErrors.Mistake("one or more resources must be specified as <resource> <name> or <resource>/<name>");
        }

        var (set, removed) = Read(changes);
        if (set.Count + removed.Count == 0 && !call.Flags.IsOn("list"))
        {
            throw KubectlErrors.Mistake($"at least one {word} update is required");
        }

        var missing = new List<string>();
        var groups = choice.Find(call.Cluster, missing);
        var text = "";
        foreach (var group in groups)
        {
            foreach (var one in group.Objects)
            {
                text += call.Flags.IsOn("list") ? List(one) : Change(call, group.Kind, one, set, removed);
            }
        }

        if (ObjectPrinter.Of(call) is { } printer)
        {
            groups = [.. groups.Select(group => new ObjectGroup(group.Kind, [.. group.Objects.Select(one => Now(call, group.Kind, one))]))];
            text = printer.Print(groups, choice.IsOne);
        }

        var said = new KubectlOutput(text.Length == 0 && missing.Count == 0 ? "No resources found\n" : text) { Error = missing.Count > 0 ? string.Join('\n', missing) : null };
        return call.IsDryRun || call.Flags.IsOn("list") ? said : await call.SettledAsync(said, cancellationToken);
    }

    private static IKubernetesObject<V1ObjectMeta> Now(KubectlCall call, ResourceKind kind, IKubernetesObject<V1ObjectMeta> one) =>
        call.Cluster.Get(kind, one.Metadata.NamespaceProperty ?? "", one.Metadata.Name) ?? one;

    private static bool IsSelected(KubectlCall call) =>
        call.Flags["selector"] is { Length: > 0 } || call.Flags["field-selector"] is { Length: > 0 } || call.Flags.IsOn("all") || call.Flags.Has("filename");

    private static bool IsChange(string word) => word.Contains('=') || (word.Length > 1 && word.EndsWith('-'));

    private static (Dictionary<string, string> Set, List<string> Removed) Read(IEnumerable<string> changes)
    {
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        var removed = new List<string>();
        foreach (var change in changes)
        {
            var equals = change.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                removed.Add(change[..^1]);
            }
            else
            {
                set[change[..equals]] = change[(equals + 1)..];
            }
        }

        return removed.FirstOrDefault(set.ContainsKey) is { } both
            ? throw KubectlErrors.Mistake($"can not both modify and remove \"{both}\" in the same command")
            : (set, removed);
    }

    private string List(IKubernetesObject<V1ObjectMeta> one) =>
        string.Concat((Get(one.Metadata) ?? new Dictionary<string, string>()).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}\n"));

    private string Change(KubectlCall call, ResourceKind kind, IKubernetesObject<V1ObjectMeta> one, Dictionary<string, string> set, List<string> removed)
    {
        var before = new SortedDictionary<string, string>(Get(one.Metadata) ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        bool overwrites = call.Flags.IsOn("overwrite");
        var present = set.Keys.Where(key => before.TryGetValue(key, out var value) && value != set[key]).Order(StringComparer.Ordinal).Select(key => (key, before[key])).ToList();
        if (present.Count > 0 && !overwrites)
        {
            throw KubectlErrors.Mistake(Refusal(present));
        }

        var after = new SortedDictionary<string, string>(before, StringComparer.Ordinal);
        var absent = removed.Where(key => !after.Remove(key)).Select(key => $"{word} \"{key}\" not found.\n").ToList();
        foreach (var (key, value) in set)
        {
            after[key] = value;
        }

        if (!call.IsDryRun)
        {
            call.Cluster.Update(kind, one.Metadata.NamespaceProperty ?? "", one.Metadata.Name, copy => Set(copy.Metadata, new Dictionary<string, string>(after, StringComparer.Ordinal)));
        }

        return $"{string.Concat(absent)}{kind.DisplayName}/{one.Metadata.Name} {Outcome(before, after, overwrites)}{call.DryRunNote}\n";
    }
}
