using k8s.Models;

namespace Learn;

/// <summary>What a kubelet reports of a pod.</summary>
internal static class PodStatus
{
    private static readonly string[] ConditionsOfReadyPod = ["Initialized", "Ready", "ContainersReady", "PodScheduled"];

    /// <summary>The status of a pod whose containers run and are ready.</summary>
    public static V1PodStatus Running(RunningPod running, DateTimeOffset now)
    {
        return new V1PodStatus
        {
            Phase = "Running",
            PodIP = running.Address.ToString(),
            PodIPs = [.. running.Addresses.Select(address => new V1PodIP { Ip = address.ToString() })],
            HostIP = running.Node.Address.ToString(),
            HostIPs = [.. running.Node.Addresses.Select(address => new V1HostIP { Ip = address.ToString() })],
            StartTime = now.UtcDateTime,
            QosClass = "BestEffort",
            Conditions = [.. ConditionsOfReadyPod.Select(type => new V1PodCondition { Type = type, Status = "True", LastTransitionTime = now.UtcDateTime })],
            ContainerStatuses = [.. running.Pod.Spec.Containers.Select(container => StatusOf(container, now))],
        };
    }

    private static V1ContainerStatus StatusOf(V1Container container, DateTimeOffset now) => new()
    {
        Name = container.Name,
        Image = container.Image,
        // Not the image's program runs, but the lab's workload; the status says so where a kubelet names the image's digest.
        ImageID = "lab://workload",
        Ready = true,
        Started = true,
        RestartCount = 0,
        State = new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = now.UtcDateTime } },
    };
}
