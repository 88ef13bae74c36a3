using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>
/// A pod in the hand: makes it ready or not, and makes things go wrong with it. Each change is in effect at once; the returned task ends when the
/// rules of every node have followed as well.
/// </summary>
/// <example>
/// <code>
/// var pod = lab.Pod("my-app-1");
/// await pod.SetReady(false);                             // leaves the Service, goes on running
/// await pod.SlowAsync(TimeSpan.FromSeconds(2));          // answers late
/// await pod.HealAsync();                                 // all is well again
/// </code>
/// </example>
public sealed class PodControl
{
    private readonly NamespacedName name;
    private readonly Func<NamespacedName, PodWorker?> find;
    private readonly ClusterApi cluster;
    private readonly Func<CancellationToken, Task> settle;

    internal PodControl(NamespacedName name, Func<NamespacedName, PodWorker?> find, ClusterApi cluster, Func<CancellationToken, Task> settle)
    {
        this.name = name;
        this.find = find;
        this.cluster = cluster;
        this.settle = settle;
    }

    /// <summary>The pod's name.</summary>
    public string Name => name.Name;

    /// <summary>The pod's namespace.</summary>
    public string Namespace => name.Namespace;

    /// <summary>What is made to go wrong at present.</summary>
    /// <exception cref="LabException">The pod does not run.</exception>
    public PodFaults Faults => Worker.Faults;

    private PodWorker Worker => find(name) ?? throw new LabException($"There is no pod \"{name.Name}\" in namespace \"{name.Namespace}\" that runs.");

    /// <summary>
    /// Makes the kubelet take this for the answer of the readiness probes of all containers, whatever they say, until <see cref="ReadyByProbe"/>.
    /// A startup probe still has to succeed first, and readiness gates still count.
    /// </summary>
    /// <exception cref="LabException">The pod does not run.</exception>
    public Task SetReady(bool ready, CancellationToken cancellationToken = default)
        => ChangeAsync(faults => faults with { Ready = ready }, cancellationToken);

    /// <summary>Lets the readiness probes decide again.</summary>
    /// <exception cref="LabException">The pod does not run.</exception>
    public Task ReadyByProbe(CancellationToken cancellationToken = default)
        => ChangeAsync(faults => faults with { Ready = null }, cancellationToken);

    /// <summary>Sets a condition of the pod, for example one that its <c>spec.readinessGates</c> name.</summary>
    /// <param name="type">The condition's type: <c>example.com/ready-for-traffic</c>.</param>
    /// <param name="isTrue">Its status.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ClusterApiException">There is no such pod.</exception>
    public Task SetCondition(string type, bool isTrue, CancellationToken cancellationToken = default)
    {
        cluster.UpdateStatus<V1Pod>(name.Namespace, name.Name, pod =>
        {
            string status = isTrue ? "True" : "False";
            var conditions = pod.Status.Conditions ?? [];
            if (conditions.FirstOrDefault(condition => condition.Type == type)?.Status != status)
            {
                var condition = new V1PodCondition { Type = type, Status = status, LastTransitionTime = TimeProvider.System.GetUtcNow().UtcDateTime };
                pod.Status.Conditions = [.. conditions.Where(other => other.Type != type), condition];
            }
        });
        return settle(cancellationToken);
    }

    /// <summary>Makes it hold back each answer; its probes notice too. Zero ends it.</summary>
    /// <exception cref="LabException">The pod does not run.</exception>
    public Task SlowAsync(TimeSpan delay, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return ChangeAsync(faults => faults with { Delay = delay }, cancellationToken);
    }

    /// <summary>Makes it answer a share of its HTTP requests with an error; its probes notice too. Zero ends it.</summary>
    /// <param name="rate">The share, 0–1.</param>
    /// <param name="status">The HTTP status, 400–599.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LabException">The pod does not run.</exception>
    public Task FailAsync(double rate = 1, int status = 503, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return ChangeAsync(faults => faults with { ErrorRate = rate, ErrorStatus = status }, cancellationToken);
    }

    /// <summary>
    /// Gives one path a status of its own, whatever else is wrong: with <c>/readyz</c> or <c>/livez</c> as the path of a probe a pod can be alive and not
    /// ready, or the other way round.
    /// </summary>
    /// <param name="path">The path (<c>/readyz</c>), or the name of a service of gRPC health.</param>
    /// <param name="status">The HTTP status, 200–599; for gRPC 200–399 is SERVING. Null makes it a path like any other.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LabException">The pod does not run.</exception>
    public Task AnswerAsync(string path, int? status, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(status ?? 200, 200, nameof(status));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status ?? 200, 599, nameof(status));
        return ChangeAsync(
            faults => faults with { Statuses = status is { } value ? faults.Statuses.SetItem(path, value) : faults.Statuses.Remove(path) },
            cancellationToken);
    }

    /// <summary>Makes it take requests and never answer them, as a program that hangs.</summary>
    /// <exception cref="LabException">The pod does not run.</exception>
    public Task HangAsync(CancellationToken cancellationToken = default)
        => ChangeAsync(faults => faults with { Hangs = true }, cancellationToken);

    /// <summary>Closes its listeners: connections are refused.</summary>
    /// <exception cref="LabException">The pod does not run.</exception>
    public Task RefuseAsync(CancellationToken cancellationToken = default)
        => ChangeAsync(faults => faults with { Refuses = true }, cancellationToken);

    /// <summary>Drops every packet to it without a word: clients run into their timeouts.</summary>
    /// <exception cref="LabException">The pod does not run, or shares the network of its node.</exception>
    public Task DropAsync(CancellationToken cancellationToken = default)
        => ChangeAsync(faults => faults with { Drops = true }, cancellationToken);

    /// <summary>Lets a container end with an error. It is started again as its restart policy says: at once the first time, then after its back-off.</summary>
    /// <param name="container">The container; null for all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LabException">The pod does not run, or has no such container.</exception>
    public async Task CrashAsync(string? container = null, CancellationToken cancellationToken = default)
    {
        await Worker.CrashAsync(container);
        await settle(cancellationToken);
    }

    /// <summary>
    /// Makes all well again: no fault, readiness as the probes say, containers in back-off started at once. Returns when it is known whether
    /// the pod is ready.
    /// </summary>
    /// <exception cref="LabException">The pod does not run.</exception>
    public async Task HealAsync(CancellationToken cancellationToken = default)
    {
        var worker = Worker;
        await worker.SetFaultsAsync(_ => PodFaults.None, cancellationToken);
        worker.Refresh();
        await settle(cancellationToken);
    }

    /// <summary>The pod and what is wrong with it.</summary>
    public override string ToString() => find(name) is { } worker ? $"pod/{name.Name}: {worker.Faults}" : $"pod/{name.Name} does not run";

    private async Task ChangeAsync(Func<PodFaults, PodFaults> change, CancellationToken cancellationToken)
    {
        await Worker.SetFaultsAsync(change, cancellationToken);
        await settle(cancellationToken);
    }
}
