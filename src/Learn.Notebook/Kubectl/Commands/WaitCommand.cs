using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl wait</c>.</summary>
internal sealed class WaitCommand : KubectlCommand
{
    private static readonly TimeSpan UsualBound = TimeSpan.FromSeconds(30);

    public override string Name => "wait";

    public override string Summary => "Waits until something is so with objects.";

    public override string Usage => "(KIND NAME… | KIND/NAME… | KIND (-l LABELS | --all)) --for=(condition=TYPE[=STATUS] | jsonpath='{PATH}'=VALUE | create | delete) [--timeout=30s]";

    public override ArgumentSort Arguments => ArgumentSort.Objects;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Text("for", "What to wait for.") with { Values = ["condition=Ready", "condition=Available", "delete", "create", "jsonpath="] },
        KubectlFlags.Duration("timeout", "How long. Default 30s; a negative one for a week."),
        .. KubectlFlags.Choice,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var condition = WaitCondition.Parse(call.Flags["for"] ?? "");
        var choice = await ChosenObjects.ReadAsync(call, cancellationToken);
        if (choice.Wanted.Count == 0)
        {
            throw KubectlErrors.Misused(this, "arguments in resource/name form must have a single resource and name, or a kind with --all or --selector");
        }

        var deadline = DateTimeOffset.UtcNow + Bound(call);
        var missing = new List<string>();
        var groups = choice.Find(call.Cluster, missing);
        if (condition.IsCreation)
        {
            var isThere = await ObjectWait.UntilAsync(call.Lab, () => AreThere(call, choice), Bound(call), cancellationToken);
            groups = choice.Find(call.Cluster, []);
            missing = [];
            if (!isThere)
            {
                throw KubectlErrors.Mistake("timed out waiting for the condition");
            }
        }
        else if (missing.Count > 0 && !condition.IsDeletion)
        {
            throw new CellException(string.Join('\n', missing));
        }
        else if (!choice.HasNames && groups.All(group => group.Objects.Count == 0) && !condition.IsDeletion)
        {
            throw KubectlErrors.Mistake("no matching resources found");
        }

        foreach (var (kind, one) in groups.SelectMany(group => group.Objects.Select(one => (group.Kind, one))))
        {
            await WaitForAsync(call, kind, one, condition, deadline, cancellationToken);
        }

        return KubectlOutput.Nothing;
    }

    private static bool AreThere(KubectlCall call, ObjectChoice choice)
    {
        var missing = new List<string>();
        return choice.Find(call.Cluster, missing).Any(group => group.Objects.Count > 0) && missing.Count == 0;
    }

    private static async Task WaitForAsync(
        KubectlCall call, ResourceKind kind, IKubernetesObject<V1ObjectMeta> one, WaitCondition condition, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var (space, name, uid) = (one.Metadata.NamespaceProperty ?? "", one.Metadata.Name, one.Metadata.Uid);
        bool isLost = false;
        bool IsMet()
        {
            var now = call.Cluster.Get(kind, space, name);
            isLost = now?.Metadata.Uid != uid && !condition.IsDeletion;
            return isLost || condition.IsMet(now?.Metadata.Uid == uid ? now : null);
        }

        var rest = deadline - DateTimeOffset.UtcNow;
        if (!await ObjectWait.UntilAsync(call.Lab, IsMet, rest > TimeSpan.Zero ? rest : TimeSpan.FromMilliseconds(1), cancellationToken))
        {
            throw KubectlErrors.Mistake($"timed out waiting for the condition on {kind.ResourceName}/{name}");
        }

        if (isLost)
        {
            throw new CellException(KubectlErrors.NotFound(kind, name));
        }

        call.Say($"{kind.DisplayName}/{name} condition met");
    }

    private static TimeSpan Bound(KubectlCall call) => call.Flags.Duration("timeout") switch
    {
        null => UsualBound,
        { } given when given < TimeSpan.Zero => TimeSpan.FromDays(7),
        { } given => given,
    };
}
