using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Which objects a command is about: kinds with names, kinds with a selection, or KIND/NAME words.</summary>
internal sealed class ObjectChoice
{
    private ObjectChoice(IReadOnlyList<(ResourceKind Kind, IReadOnlyList<string> Names)> wanted) => Wanted = wanted;

    /// <summary>Each kind with the names that were given; without names all of the kind are meant.</summary>
    public IReadOnlyList<(ResourceKind Kind, IReadOnlyList<string> Names)> Wanted { get; }

    /// <summary>Whether names have their kind before them in output.</summary>
    public bool ShowsKinds { get; private init; }

    /// <summary>Whether a single object is named.</summary>
    public bool IsOne => Wanted is [{ Names.Count: 1 }];

    /// <summary>Whether names were given.</summary>
    public bool HasNames => Wanted.Any(one => one.Names.Count > 0);

    /// <summary>The namespace; null for all.</summary>
    public string? Namespace { get; private init; }

    /// <summary>Labels that objects must have.</summary>
    public LabelSelector Labels { get; private init; } = LabelSelector.Everything;

    /// <summary>Fields that objects must have.</summary>
    public FieldSelector Fields { get; private init; } = FieldSelector.Everything;

    /// <summary>Reads the words and flags of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="arguments">Its words that name objects.</param>
    /// <param name="isSelectable">False where <c>--selector</c> means something else than which objects.</param>
    /// <exception cref="CellException">They name no kind, or contradict each other.</exception>
    public static ObjectChoice Read(KubectlCall call, IReadOnlyList<string> arguments, bool isSelectable = true)
    {
        var flags = call.Flags;
        bool isSelected = isSelectable && (flags["selector"] is { Length: > 0 } || flags["field-selector"] is { Length: > 0 });
        var wanted = arguments.Any(word => word.Contains('/')) ? ReadPairs(arguments) : ReadKinds(arguments);
        if (wanted.Any(one => one.Names.Count > 0))
        {
            if (isSelected)
            {
                throw KubectlErrors.Mistake("name cannot be provided when a selector is specified");
            }

            if (flags.IsOn("all-namespaces"))
            {
                throw KubectlErrors.Mistake("a resource cannot be retrieved by name across all namespaces");
            }

            if (flags.IsOn("all"))
            {
                throw KubectlErrors.Mistake("name cannot be provided when --all is specified");
            }
        }

        return new ObjectChoice(wanted)
        {
            Namespace = call.ListedNamespace,
            Labels = LabelWords.Read(isSelectable ? flags["selector"] : null),
            Fields = FieldSelector.Parse(flags["field-selector"] ?? ""),
            ShowsKinds = arguments.Count > 0 && (wanted.Select(one => one.Kind).Distinct().Count() > 1 || (!arguments[0].Contains('/') && KindWords.MayBeSeveral(arguments[0]))),
        };
    }

    /// <summary>The objects of manifests.</summary>
    public static ObjectChoice Of(string space, IReadOnlyList<(ResourceKind Kind, string Name)> named) =>
        new([.. named.Select(one => (one.Kind, (IReadOnlyList<string>)[one.Name]))])
        {
            Namespace = space,
            ShowsKinds = named.Select(one => one.Kind).Distinct().Count() > 1,
        };

    /// <summary>The objects of the choice, group by group.</summary>
    /// <param name="cluster">Where they are.</param>
    /// <param name="missing">Receives a message for each name that is not there.</param>
    /// <exception cref="CellException">A field cannot be selected by.</exception>
    public IReadOnlyList<ObjectGroup> Find(ClusterApi cluster, ICollection<string> missing) =>
        [.. Wanted.Select(one => new ObjectGroup(one.Kind, one.Names.Count == 0 ? List(cluster, one.Kind) : Named(cluster, one.Kind, one.Names, missing)))];

    /// <summary>Whether an object is one of those that are meant.</summary>
    public bool Includes(ResourceKind kind, IKubernetesObject<V1ObjectMeta> one) => Wanted.Any(wanted =>
        wanted.Kind == kind
        && (wanted.Names.Count == 0 || wanted.Names.Contains(one.Metadata.Name))
        && (Namespace is null || !kind.IsNamespaced || one.Metadata.NamespaceProperty == Namespace)
        && Labels.Matches(one.Metadata.Labels)
        && Fields.Matches(kind, one));

    private IReadOnlyList<IKubernetesObject<V1ObjectMeta>> List(ClusterApi cluster, ResourceKind kind) =>
        [.. cluster.List(kind, Namespace, Labels).Where(one => Fields.Matches(kind, one))];

    private List<IKubernetesObject<V1ObjectMeta>> Named(ClusterApi cluster, ResourceKind kind, IReadOnlyList<string> names, ICollection<string> missing)
    {
        var found = new List<IKubernetesObject<V1ObjectMeta>>();
        foreach (var name in names)
        {
            if (cluster.Get(kind, Namespace ?? "", name) is { } one)
            {
                found.Add(one);
            }
            else
            {
                missing.Add(KubectlErrors.NotFound(kind, name));
            }
        }

        return found;
    }

    private static List<(ResourceKind Kind, IReadOnlyList<string> Names)> ReadKinds(IReadOnlyList<string> arguments)
    {
        string[] names = [.. arguments.Skip(1)];
        return arguments.Count == 0 ? [] : [.. KindWords.Read(arguments[0]).Select(kind => (kind, (IReadOnlyList<string>)names))];
    }

    private static List<(ResourceKind Kind, IReadOnlyList<string> Names)> ReadPairs(IReadOnlyList<string> arguments)
    {
        var wanted = new List<(ResourceKind, IReadOnlyList<string>)>();
        foreach (var word in arguments)
        {
            switch (word.Split('/'))
            {
                case [{ Length: > 0 } kind, { Length: > 0 } name]:
                    wanted.Add((KindWords.Of(kind), [name]));
                    break;
                case [_]:
                    throw KubectlErrors.Mistake("there is no need to specify a resource type as a separate argument when passing arguments in resource/name form "
                        + "(e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'");
                default:
                    throw KubectlErrors.Mistake($"arguments in resource/name form may not have more than one slash, and need a name behind it: \"{word}\"");
            }
        }

        return wanted;
    }
}
