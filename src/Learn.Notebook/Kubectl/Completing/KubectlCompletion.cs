using Learn.Cluster;
using Learn.Jupyter;

namespace Learn.Notebook.Kubectl;

/// <summary>What could stand at the cursor: commands, flags and their values, kinds, names, fields.</summary>
internal sealed class KubectlCompletion
{
    private static readonly ResourceKind[] Workloads = [ResourceKind.Deployment, ResourceKind.ReplicaSet, ResourceKind.Pod, ResourceKind.Service];

    private readonly CursorPlace place;
    private readonly ClusterNames names;
    private readonly string folder;

    private KubectlCompletion(CursorPlace place, NotebookSession session)
    {
        this.place = place;
        folder = session.WorkingDirectory;
        names = new ClusterNames(session.LabIfStarted?.Cluster, place.ValueOf("namespace") ?? Lab.DefaultNamespace);
    }

    /// <summary>The completion.</summary>
    public static BlockCompletion Of(BlockQuestion question) =>
        CursorPlace.Of(question) is { } place ? new KubectlCompletion(place, question.Session).Complete() : BlockCompletion.None;

    private BlockCompletion Complete()
    {
        if (place.IsBehindDashes)
        {
            return BlockCompletion.None;
        }

        if (place.Command is not { } command)
        {
            return Fitting(place.Begun, place.Start, NextWords());
        }

        if (place.OpenFlag is { } open)
        {
            return Listed(place.Begun, place.Start, word => ValuesOf(open, word));
        }

        if (place.Begun.StartsWith("--", StringComparison.Ordinal) && place.Begun.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
        {
            var flag = command.AllFlags.FirstOrDefault(one => one.Name == place.Begun[2..equals]);
            return flag is null ? BlockCompletion.None : Listed(place.Begun[(equals + 1)..], place.Start + equals + 1, word => ValuesOf(flag, word));
        }

        return place.Begun.StartsWith('-')
            ? Fitting(place.Begun, place.Start, command.AllFlags.OrderBy(flag => flag.Name, StringComparer.Ordinal).Select(flag => new CompletionMatch($"--{flag.Name}", "property", flag.Description)))
            : CompleteArgument(command);
    }

    private IEnumerable<CompletionMatch> NextWords()
    {
        var prefix = string.Concat(place.Before.Select(word => word + " "));
        return KubectlCommands.All
            .Where(command => command.Name.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(command => command.Name[prefix.Length..].Split(' ')[0])
            .Select(group => new CompletionMatch(group.Key, "keyword", group.First().Summary));
    }

    private BlockCompletion CompleteArgument(KubectlCommand command)
    {
        switch (command.Arguments)
        {
            case ArgumentSort.Nodes:
                return Named(ResourceKind.Node);
            case ArgumentSort.Pods:
                return place.Arguments.Count == 0 ? Named(ResourceKind.Pod) : BlockCompletion.None;
            case ArgumentSort.FieldPath:
                return CompletePath();
            case ArgumentSort.Objects or ArgumentSort.Workloads:
                return CompleteObject(command);
            default:
                // "create" is a command, and the beginning of others.
                return Fitting(place.Begun, place.Start, NextWords());
        }
    }

    private BlockCompletion CompleteObject(KubectlCommand command)
    {
        if (place.Begun.IndexOf('/', StringComparison.Ordinal) is var slash and > 0)
        {
            return KindWords.Find(place.Begun[..slash]) is { } named
                ? Fitting(place.Begun[(slash + 1)..], place.Start + slash + 1, names.Names(named).Select(name => new CompletionMatch(name, "instance", named.Kind)))
                : BlockCompletion.None;
        }

        if (place.Arguments.Count == 0)
        {
            return Listed(place.Begun, place.Start, _ => Kinds(command));
        }

        var (kind, count) = place.Arguments[0].Split('/') is [var word, _]
            ? (KindWords.Find(word), place.Arguments.Count)
            : (KindWords.Find(place.Arguments[0].Split(',')[0]), place.Arguments.Count - 1);
        if (kind is null)
        {
            return BlockCompletion.None;
        }

        if (command is SetImageCommand && count > 0)
        {
            var name = place.Arguments[0].Split('/') is [_, var behind] ? behind : place.Arguments[1];
            return Fitting(place.Begun, place.Start, names.Containers(kind, name).Select(container => new CompletionMatch(container + "=", "field")));
        }

        return place.Arguments[0].Contains('/')
            ? Fitting(place.Begun, place.Start, names.Names(kind).Select(name => new CompletionMatch($"{place.Arguments[0].Split('/')[0]}/{name}", "instance", kind.Kind)))
            : Named(kind);
    }

    private BlockCompletion Named(ResourceKind kind) =>
        Fitting(place.Begun, place.Start, names.Names(kind).Except(place.Arguments).Select(name => new CompletionMatch(name, "instance", kind.Kind)));

    private static IEnumerable<CompletionMatch> Kinds(KubectlCommand command)
    {
        var kinds = command.Arguments == ArgumentSort.Workloads ? Workloads : [.. ResourceKind.All];
        foreach (var kind in kinds.OrderBy(kind => kind.Plural, StringComparer.Ordinal))
        {
            yield return new CompletionMatch(kind.Plural, "class", $"{kind}{(kind.ShortNames.IsEmpty ? "" : $" ({string.Join(", ", kind.ShortNames)})")}");
        }

        if (command is GetCommand)
        {
            yield return new CompletionMatch(KindWords.Everything, "class", "pods, services, deployments, replicasets");
        }

        foreach (var kind in kinds)
        {
            yield return new CompletionMatch(kind.Singular, "class", kind.ToString());
        }

        foreach (var (kind, shortName) in kinds.SelectMany(kind => kind.ShortNames.Select(name => (kind, name))))
        {
            yield return new CompletionMatch(shortName, "class", kind.Plural);
        }
    }

    private BlockCompletion CompletePath()
    {
        var dot = place.Begun.LastIndexOf('.');
        if (dot < 0)
        {
            return Fitting(place.Begun, place.Start, ResourceKind.All.Select(kind => new CompletionMatch(kind.Singular, "class", kind.ToString()))
                .Concat(ResourceKind.All.Select(kind => new CompletionMatch(kind.Plural, "class", kind.ToString()))));
        }

        var parts = place.Begun[..dot].Split('.');
        return KindWords.Find(parts[0]) is { } kind ? Fields(kind, parts[1..], place.Begun[(dot + 1)..], place.Start + dot + 1) : BlockCompletion.None;
    }

    private static BlockCompletion Fields(ResourceKind kind, IReadOnlyList<string> path, string begun, int start)
    {
        Type? type = kind.Type;
        foreach (var name in path)
        {
            type = type is null ? null : ApiTypes.FieldsOf(type).FirstOrDefault(field => field.Name == name)?.Inner;
        }

        return type is null ? BlockCompletion.None : Fit(begun, start, start + begun.Length, ApiTypes.FieldsOf(type).Select(field => new CompletionMatch(field.Name, "field", $"<{field.TypeText}>")));
    }

    private IEnumerable<CompletionMatch> ValuesOf(Flag flag, string begun) => flag.Name switch
    {
        "namespace" => names.Namespaces.Select(name => new CompletionMatch(name, "instance", "Namespace")),
        "selector" or "pod-selector" => names.Labels.Select(label => new CompletionMatch(label, "value")),
        "label-columns" => names.Labels.Select(label => label.Split('=')[0]).Distinct().Select(label => new CompletionMatch(label, "value")),
        "container" when place.Arguments is [var pod, ..] => names.Containers(ResourceKind.Pod, pod.Split('/')[^1]).Select(name => new CompletionMatch(name, "field")),
        "field-selector" when KindOfArguments() is { } kind => FieldSelector.FieldsOf(kind).Select(field => new CompletionMatch(field + "=", "field")),
        "for" when place.Command is EventsCommand => ResourceKind.All.SelectMany(kind => names.Names(kind).Select(name => new CompletionMatch($"{kind.Singular}/{name}", "instance"))),
        "filename" => Files(begun),
        _ => flag.Values.Select(value => new CompletionMatch(value, "value", flag.Description)),
    };

    private ResourceKind? KindOfArguments() => place.Arguments is [var first, ..] ? KindWords.Find(first.Split('/', ',')[0]) : null;

    private IEnumerable<CompletionMatch> Files(string begun)
    {
        yield return new CompletionMatch("-", "file", "what stands below the line");
        var inner = begun.LastIndexOf('/') is var slash and >= 0 ? begun[..(slash + 1)] : "";
        var place = Path.Combine(folder, inner);
        if (!Directory.Exists(place))
        {
            yield break;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(place, "*", new EnumerationOptions { IgnoreInaccessible = true }).Order(StringComparer.Ordinal))
        {
            if (Directory.Exists(entry))
            {
                yield return new CompletionMatch($"{inner}{Path.GetFileName(entry)}/", "folder");
            }
            else if (Path.GetExtension(entry) is ".yaml" or ".yml" or ".json")
            {
                yield return new CompletionMatch(inner + Path.GetFileName(entry), "file");
            }
        }
    }

    // Lists separated by commas: the last of them is written.
    private BlockCompletion Listed(string begun, int start, Func<string, IEnumerable<CompletionMatch>> candidates)
    {
        var comma = begun.LastIndexOf(',') + 1;
        return Fitting(begun[comma..], start + comma, candidates(begun[comma..]));
    }

    private BlockCompletion Fitting(string begun, int start, IEnumerable<CompletionMatch> candidates) => Fit(begun, start, place.Index, candidates);

    private static BlockCompletion Fit(string begun, int start, int end, IEnumerable<CompletionMatch> candidates)
    {
        List<CompletionMatch> matches = [.. candidates.Where(match => match.Text.StartsWith(begun, StringComparison.Ordinal)).DistinctBy(match => match.Text)];
        return matches.Count == 0 ? BlockCompletion.None : new BlockCompletion(matches, start, end);
    }
}
