using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl describe</c>.</summary>
internal sealed class DescribeCommand : KubectlCommand
{
    public override string Name => "describe";

    public override string Summary => "Shows objects with everything around them, and what happened to them.";

    public override string Usage => "(KIND [NAME | PREFIX | -l LABELS] | KIND/NAME…) [-n NAMESPACE | -A]";

    public override ArgumentSort Arguments => ArgumentSort.Objects;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.AllNamespaces,
        KubectlFlags.Selector,
        KubectlFlags.Files,
        KubectlFlags.Recursive,
        KubectlFlags.Switch("show-events", "What happened to them, too. Default true."),
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var choice = await ChosenObjects.ReadAsync(call, cancellationToken);
        if (choice.Wanted.Count == 0)
        {
            throw new CellException("You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.\n");
        }

        var (found, missing) = (new List<ObjectGroup>(), new List<string>());
        foreach (var (kind, names) in choice.Wanted)
        {
            if (names.Count == 0)
            {
                found.Add(choice.Find(call.Cluster, missing).First(group => group.Kind == kind));
            }
            else
            {
                found.AddRange(names.Select(name => new ObjectGroup(kind, Named(call, choice, kind, name, missing))));
            }
        }

        bool showsEvents = call.Flags.IsOn("show-events", byDefault: true);
        var all = found.SelectMany(group => group.Objects).ToList();
        var text = string.Join("\n\n", all.Select(one => ObjectDescription.Of(one, call.Cluster, DateTimeOffset.UtcNow, showsEvents)));
        string? error = missing.Count > 0 ? string.Join('\n', missing) : null;
        return new KubectlOutput(all.Count == 0 && error is null ? GetCommand.Nothing(choice) : text, text) { Error = error };
    }

    // A name, or the beginning of several.
    private static List<IKubernetesObject<V1ObjectMeta>> Named(KubectlCall call, ObjectChoice choice, ResourceKind kind, string name, List<string> missing)
    {
        if (call.Cluster.Get(kind, choice.Namespace ?? "", name) is { } one)
        {
            return [one];
        }

        List<IKubernetesObject<V1ObjectMeta>> similar = [.. call.Cluster.List(kind, choice.Namespace).Where(each => each.Metadata.Name.StartsWith(name, StringComparison.Ordinal))];
        if (similar.Count == 0)
        {
            missing.Add(KubectlErrors.NotFound(kind, name));
        }

        return similar;
    }
}
