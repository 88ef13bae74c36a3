using k8s.Models;

namespace Learn;

/// <summary>What a kubelet reports of a pod. (Source: pkg/kubelet/kubelet_pods.go and pkg/kubelet/status/generate.go of Kubernetes 1.30.)</summary>
internal static class PodStatus
{
    private static readonly string[] OwnConditions = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];

    /// <summary>The status of a pod that has a namespace.</summary>
    /// <param name="pod">The pod as it is stored: conditions of others are kept, and transition times where nothing changed.</param>
    /// <param name="report">What the kubelet knows.</param>
    /// <param name="now">The time.</param>
    public static V1PodStatus Of(V1Pod pod, PodReport report, DateTimeOffset now)
    {
        string phase = PhaseOf(pod, report.Containers);
        var containersReady = ContainersReady(report.Containers, phase);
        var ready = containersReady.Status == "True" ? Gates(pod) : containersReady with { Type = "Ready" };
        string? completed = phase == "Succeeded" ? "PodCompleted" : null;
        Condition[] own =
        [
            new("PodReadyToStartContainers", "True"),
            new("Initialized", "True", completed),
            ready,
            containersReady,
            new("PodScheduled", "True"),
        ];
        var before = pod.Status?.Conditions ?? [];
        return new V1PodStatus
        {
            Phase = phase,
            QosClass = pod.Status?.QosClass,
            PodIP = report.Addresses[0].ToString(),
            PodIPs = [.. report.Addresses.Select(address => new V1PodIP { Ip = address.ToString() })],
            HostIP = report.HostAddresses[0].ToString(),
            HostIPs = [.. report.HostAddresses.Select(address => new V1HostIP { Ip = address.ToString() })],
            StartTime = report.StartTime.UtcDateTime,
            Conditions =
            [
                .. own.Select(condition => condition.Since(before, now)),
                .. before.Where(condition => !OwnConditions.Contains(condition.Type)),
            ],
            InitContainerStatuses = InitContainers(pod, report) is { Count: > 0 } init ? init : null,
            ContainerStatuses = [.. pod.Spec.Containers.Select(container => report.Containers.First(c => c.Spec.Name == container.Name).ToStatus())],
        };
    }

    private static string PhaseOf(V1Pod pod, IReadOnlyList<ContainerReport> containers)
    {
        var main = containers.Where(container => !container.IsSidecar).ToList();
        return main switch
        {
            _ when main.Any(container => container.State.Running is not null) => "Running",
            _ when main.Any(container => container.State.Waiting is not null && container.LastState is null) => "Pending",
            _ when !main.TrueForAll(container => container.IsDone) => "Running",
            _ when main.TrueForAll(container => container.State.Terminated?.ExitCode == 0) => "Succeeded",
            _ => pod.Spec.RestartPolicy == "Always" ? "Running" : "Failed",
        };
    }

    private static Condition ContainersReady(IReadOnlyList<ContainerReport> containers, string phase)
    {
        var unready = containers.Where(container => !container.IsReady).Select(container => container.Spec.Name).ToList();
        return phase switch
        {
            "Succeeded" => new Condition("ContainersReady", "False", "PodCompleted"),
            "Failed" => new Condition("ContainersReady", "False", "PodFailed"),
            _ when unready.Count == 0 => new Condition("ContainersReady", "True"),
            _ => new Condition("ContainersReady", "False", "ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]"),
        };
    }

    private static Condition Gates(V1Pod pod)
    {
        var closed = new List<string>();
        foreach (string gate in (pod.Spec.ReadinessGates ?? []).Select(gate => gate.ConditionType))
        {
            var condition = (pod.Status?.Conditions ?? []).FirstOrDefault(candidate => candidate.Type == gate);
            if (condition is null)
            {
                closed.Add($"corresponding condition of pod readiness gate \"{gate}\" does not exist.");
            }
            else if (condition.Status != "True")
            {
                closed.Add($"the status of pod readiness gate \"{gate}\" is not \"True\", but {condition.Status}");
            }
        }

        return closed.Count == 0 ? new Condition("Ready", "True") : new Condition("Ready", "False", "ReadinessGatesNotReady", string.Join(", ", closed));
    }

    private static List<V1ContainerStatus> InitContainers(V1Pod pod, PodReport report)
        => [.. (pod.Spec.InitContainers ?? []).Select(container => report.Containers.FirstOrDefault(c => c.Spec.Name == container.Name)?.ToStatus() ?? Done(container, report))];

    // No image runs, so there is nothing that an init container could do; the status says so where a learner would look for its result.
    private static V1ContainerStatus Done(V1Container container, PodReport report) => new()
    {
        Name = container.Name,
        Image = container.Image,
        ImageID = ContainerReport.ImageId,
        Ready = true,
        Started = false,
        State = new V1ContainerState
        {
            Terminated = new V1ContainerStateTerminated
            {
                ExitCode = 0,
                Reason = "Completed",
                Message = "Not run: the lab runs no images, an init container counts as done.",
                StartedAt = report.StartTime.UtcDateTime,
                FinishedAt = report.StartTime.UtcDateTime,
            },
        },
    };

    private sealed record Condition(string Type, string Status, string? Reason = null, string? Message = null)
    {
        public V1PodCondition Since(IEnumerable<V1PodCondition> before, DateTimeOffset now)
        {
            var same = before.FirstOrDefault(condition => condition.Type == Type && condition.Status == Status);
            return new V1PodCondition
            {
                Type = Type,
                Status = Status,
                Reason = Reason,
                Message = Message,
                LastProbeTime = same?.LastProbeTime,
                LastTransitionTime = same?.LastTransitionTime ?? now.UtcDateTime,
            };
        }
    }
}
