using System.Globalization;
using k8s.Models;

namespace Learn;

/// <summary>The columns of Pods.</summary>
internal static class PodColumns
{
    private const string LostNode = "NodeLost";

    /// <summary>The columns.</summary>
    public static TableColumns Columns { get; } = TableColumns.Of<V1Pod>(
        ["ready", "status", "restarts", "age"],
        (pod, now) =>
        {
            var summary = Summarize(pod);
            string restarts = TableColumns.Number(summary.Restarts);
            return
            [
                string.Create(CultureInfo.InvariantCulture, $"{summary.Ready}/{summary.All}"),
                summary.Status,
                summary.Restarts > 0 && summary.LastRestart is { } last ? $"{restarts} ({TableColumns.Age(last, now)} ago)" : restarts,
                TableColumns.Age(pod.Metadata.CreationTimestamp, now),
            ];
        },
        ["ip", "node", "nominated node", "readiness gates"],
        pod =>
        [
            TableColumns.OrNone(pod.Status?.PodIPs is { Count: > 0 } addresses ? addresses[0].Ip : pod.Status?.PodIP),
            TableColumns.OrNone(pod.Spec.NodeName),
            TableColumns.OrNone(pod.Status?.NominatedNodeName),
            Gates(pod),
        ]);

    private static PodSummary Summarize(V1Pod pod)
    {
        var status = pod.Status ?? new V1PodStatus();
        string word = string.IsNullOrEmpty(status.Reason) ? status.Phase ?? "" : status.Reason;
        if ((status.Conditions ?? []).Any(condition => condition is { Type: "PodScheduled", Reason: "SchedulingGated" }))
        {
            word = "SchedulingGated";
        }

        var summary = new PodSummary { All = pod.Spec.Containers.Count, Status = word };
        if (SummarizeInit(pod, status, summary) && !IsTrue(status, "Initialized"))
        {
            return Finish(pod, status, summary);
        }

        summary.Restarts = 0;
        summary.LastRestart = null;
        SummarizeContainers(status, summary);
        return Finish(pod, status, summary);
    }

    // Whether it is still being initialized.
    private static bool SummarizeInit(V1Pod pod, V1PodStatus status, PodSummary summary)
    {
        int number = 0;
        foreach (var container in status.InitContainerStatuses ?? [])
        {
            Count(container, summary);
            string? word = container.State switch
            {
                { Terminated: { ExitCode: 0 } } => null,
                { Terminated: { } ended } => $"Init:{(string.IsNullOrEmpty(ended.Reason) ? Ending(ended) : ended.Reason)}",
                { Waiting: { Reason: { Length: > 0 } reason } } when reason != "PodInitializing" => $"Init:{reason}",
                _ => string.Create(CultureInfo.InvariantCulture, $"Init:{number}/{pod.Spec.InitContainers?.Count ?? 0}"),
            };
            if (word is not null)
            {
                summary.Status = word;
                return true;
            }

            number++;
        }

        return false;
    }

    private static void SummarizeContainers(V1PodStatus status, PodSummary summary)
    {
        bool runs = false;
        // From the last to the first: what is wrong with the first has the last word.
        foreach (var container in (status.ContainerStatuses ?? []).Reverse())
        {
            Count(container, summary);
            switch (container.State)
            {
                case { Waiting: { Reason: { Length: > 0 } reason } }:
                    summary.Status = reason;
                    break;
                case { Terminated: { } ended }:
                    summary.Status = string.IsNullOrEmpty(ended.Reason) ? Ending(ended) : ended.Reason;
                    break;
                case { Running: not null } when container.Ready:
                    runs = true;
                    summary.Ready++;
                    break;
            }
        }

        if (runs && summary.Status == "Completed")
        {
            summary.Status = IsTrue(status, "Ready") ? "Running" : "NotReady";
        }
    }

    private static PodSummary Finish(V1Pod pod, V1PodStatus status, PodSummary summary)
    {
        if (pod.Metadata.DeletionTimestamp is not null && status.Phase is not ("Succeeded" or "Failed"))
        {
            summary.Status = status.Reason == LostNode ? "Unknown" : "Terminating";
        }

        return summary;
    }

    private static void Count(V1ContainerStatus container, PodSummary summary)
    {
        summary.Restarts += container.RestartCount;
        if (container.LastState?.Terminated?.FinishedAt is { } ended && !(summary.LastRestart >= ended))
        {
            summary.LastRestart = ended;
        }
    }

    private static string Ending(V1ContainerStateTerminated ended) => ended.Signal is { } signal and not 0
        ? string.Create(CultureInfo.InvariantCulture, $"Signal:{signal}")
        : string.Create(CultureInfo.InvariantCulture, $"ExitCode:{ended.ExitCode}");

    private static bool IsTrue(V1PodStatus status, string condition) => (status.Conditions ?? []).Any(one => one.Type == condition && one.Status == "True");

    private static string Gates(V1Pod pod)
    {
        var gates = pod.Spec.ReadinessGates ?? [];
        int open = gates.Count(gate => pod.Status is { } status && IsTrue(status, gate.ConditionType));
        return gates.Count == 0 ? TableColumns.None : string.Create(CultureInfo.InvariantCulture, $"{open}/{gates.Count}");
    }

    private sealed class PodSummary
    {
        public required int All { get; init; }

        public required string Status { get; set; }

        public int Ready { get; set; }

        public int Restarts { get; set; }

        public DateTime? LastRestart { get; set; }
    }
}
