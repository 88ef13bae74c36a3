using k8s.Models;

namespace Learn.Tests.Kubelet;

/// <summary>A lab with two nodes and short back-offs.</summary>
public sealed class KubeletFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The lab.</summary>
    public Lab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync()
        => Lab = await Lab.StartAsync(new LabOptions { Nodes = LabOptions.NumberedNodes(2), CrashBackoff = TimeSpan.FromSeconds(2) });

    public ValueTask DisposeAsync() => Lab.DisposeAsync();

    /// <summary>Takes away what a test applied.</summary>
    internal async Task ClearAsync()
    {
        foreach (var pod in Lab.List<V1Pod>(Lab.DefaultNamespace))
        {
            Lab.Cluster.Delete<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, gracePeriodSeconds: 0);
        }

        await Lab.DeleteByLabelAsync("services", "");
    }

    /// <summary>Waits for something that happens by itself.</summary>
    internal static async Task UntilAsync(Func<bool> holds, Func<string> describe)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            Assert.False(patience.IsCancellationRequested, describe());
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until a pod looks as it should.</summary>
    internal async Task UntilAsync(string pod, Func<V1Pod, bool> holds)
        => await UntilAsync(
            () => Lab.Get<V1Pod>(pod) is { } found && holds(found),
            () => Lab.Get<V1Pod>(pod) is { } found ? k8s.KubernetesYaml.Serialize(found) : $"pod/{pod} is gone");

    /// <summary>Waits until a pod is gone.</summary>
    internal Task UntilGoneAsync(string pod) => UntilAsync(() => Lab.Get<V1Pod>(pod) is null, () => $"pod/{pod} is still there");

    /// <summary>Waits for an event of a pod.</summary>
    internal async Task<Corev1Event> UntilEventAsync(string pod, string reason, string message)
    {
        Corev1Event? found = null;
        await UntilAsync(
            () => (found = EventsOf(pod).FirstOrDefault(one => one.Reason == reason && one.Message.Contains(message, StringComparison.Ordinal))) is not null,
            () => $"no event {reason} \"{message}\" among:\n" + string.Join('\n', EventsOf(pod).Select(one => $"{one.Type} {one.Reason} {one.Message}")));
        return found!;
    }

    /// <summary>The events of the pod that has this name now.</summary>
    internal IEnumerable<Corev1Event> EventsOf(string pod)
        => Lab.List<Corev1Event>().Where(one => one.InvolvedObject.Name == pod && one.InvolvedObject.Uid == Lab.Get<V1Pod>(pod)?.Metadata.Uid);

    /// <summary>The endpoint of a pod in the slices of the Service <c>web</c>.</summary>
    internal V1Endpoint? EndpointOf(string pod)
        => Lab.List<V1EndpointSlice>().SelectMany(slice => slice.Endpoints ?? []).FirstOrDefault(endpoint => endpoint.TargetRef?.Name == pod);

    /// <summary>Whether a pod is ready.</summary>
    internal static bool IsReady(V1Pod pod) => pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;
}
