using k8s.Models;

namespace Learn.Course;

/// <summary>What is done to Pods that run.</summary>
/// <param name="lab">The lab.</param>
internal sealed class PodActions(Lab lab)
{
    private const string ServiceLabel = "kubernetes.io/service-name";

    /// <summary>The kinds of faults.</summary>
    public static IReadOnlyList<string> Faults { get; } = ["refuse", "drop", "hang", "crash", "error", "heal"];

    /// <summary>Makes a Pod fail its readiness, or ready again.</summary>
    /// <returns>What undoes it.</returns>
    public async Task<Func<CancellationToken, Task>> SetReadyAsync(ObjectName name, bool ready, CancellationToken cancellationToken)
    {
        var pod = ready ? Find(name, candidate => candidate.Faults.Ready == false) : Find(name, static _ => true);
        var before = pod.Faults;
        await (ready ? pod.ReadyByProbe(cancellationToken) : pod.SetReady(false, cancellationToken));
        return cancel => before.Ready is { } byHand ? pod.SetReady(byHand, cancel) : pod.ReadyByProbe(cancel);
    }

    /// <summary>Lets something go wrong in a Pod, or ends that.</summary>
    /// <returns>What undoes it.</returns>
    public async Task<Func<CancellationToken, Task>> SetFaultAsync(ObjectName name, string how, CancellationToken cancellationToken)
    {
        var pod = Find(name, static _ => true);
        var before = pod.Faults;
        await (how switch
        {
            "refuse" => pod.RefuseAsync(cancellationToken),
            "drop" => pod.DropAsync(cancellationToken),
            "hang" => pod.HangAsync(cancellationToken),
            "crash" => pod.CrashAsync(cancellationToken: cancellationToken),
            "error" => pod.FailAsync(cancellationToken: cancellationToken),
            "heal" => pod.HealAsync(cancellationToken),
            _ => throw new CourseException($"There is no fault \"{how}\". There are: {string.Join(", ", Faults)}."),
        });
        return cancel => RestoreAsync(pod, before, cancel);
    }

    // Healing starts crashed containers, too; then come the faults that were there before.
    private static async Task RestoreAsync(PodControl pod, PodFaults before, CancellationToken cancellationToken)
    {
        await pod.HealAsync(cancellationToken);
        if (before.Ready is { } ready)
        {
            await pod.SetReady(ready, cancellationToken);
        }

        if (before.ErrorRate > 0)
        {
            await pod.FailAsync(before.ErrorRate, before.ErrorStatus, cancellationToken);
        }

        if (before.Delay > TimeSpan.Zero)
        {
            await pod.SlowAsync(before.Delay, cancellationToken);
        }

        foreach (var (path, status) in before.Statuses)
        {
            await pod.AnswerAsync(path, status, cancellationToken);
        }

        await (before.Hangs ? pod.HangAsync(cancellationToken) : Task.CompletedTask);
        await (before.Refuses ? pod.RefuseAsync(cancellationToken) : Task.CompletedTask);
        await (before.Drops ? pod.DropAsync(cancellationToken) : Task.CompletedTask);
    }

    private PodControl Find(ObjectName name, Func<PodControl, bool> isMeant)
    {
        if (name.Kind.Kind == V1Pod.KubeKind)
        {
            return lab.Pod(name.Name, name.Namespace);
        }

        if (name.Kind.Kind != V1Service.KubeKind)
        {
            throw new CourseException($"\"{name}\" is neither a Pod nor a Service.");
        }

        var pods = lab.List<V1EndpointSlice>(name.Namespace)
            .Where(slice => slice.Metadata.Labels is { } labels && labels.TryGetValue(ServiceLabel, out string? service) && service == name.Name)
            .SelectMany(slice => slice.Endpoints ?? [])
            .Where(endpoint => endpoint.TargetRef?.Kind == V1Pod.KubeKind)
            .OrderBy(endpoint => endpoint.Conditions?.Ready == true ? 0 : 1)
            .ThenBy(endpoint => endpoint.TargetRef.Name, StringComparer.Ordinal)
            .Select(endpoint => lab.Pod(endpoint.TargetRef.Name, name.Namespace))
            .ToList();
        return pods.FirstOrDefault(isMeant) ?? pods.FirstOrDefault() ?? throw new LabException($"{name} has no Pod: no running Pod has the labels that it selects.");
    }
}
