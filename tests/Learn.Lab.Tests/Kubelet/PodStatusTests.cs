using System.Net;
using k8s.Models;

namespace Learn.Tests.Kubelet;

public sealed class PodStatusTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress[] Addresses = [IPAddress.Parse("10.244.0.5"), IPAddress.Parse("fd00:10:244::5")];
    private static readonly IPAddress[] HostAddresses = [IPAddress.Parse("172.18.0.2"), IPAddress.Parse("fd00:172:18::2")];

    [Fact]
    public void A_ready_pod_has_its_conditions_and_the_addresses_of_both_families()
    {
        var status = Status(Pod(), Running("web", ready: true));

        Assert.Equal("Running", status.Phase);
        Assert.Equal(("10.244.0.5", "172.18.0.2"), (status.PodIP, status.HostIP));
        Assert.Equal(Addresses.Select(address => address.ToString()), status.PodIPs.Select(ip => ip.Ip));
        Assert.Equal(HostAddresses.Select(address => address.ToString()), status.HostIPs.Select(ip => ip.Ip));
        Assert.Equal(["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"], status.Conditions.Select(condition => condition.Type));
        Assert.All(status.Conditions, condition => Assert.Equal("True", condition.Status));
        Assert.Equal("BestEffort", status.QosClass);
        Assert.Equal((true, true), (status.ContainerStatuses[0].Ready, status.ContainerStatuses[0].Started!.Value));
    }

    [Fact]
    public void Containers_that_are_not_ready_are_named()
    {
        var status = Status(Pod(), Running("web", ready: false), Running("side", ready: true), Running("more", ready: false));

        foreach (string type in (string[])["Ready", "ContainersReady"])
        {
            var condition = Condition(status, type);
            Assert.Equal(("False", "ContainersNotReady", "containers with unready status: [web more]"), (condition.Status, condition.Reason, condition.Message));
        }
    }

    [Fact]
    public void A_transition_time_changes_only_with_its_status()
    {
        var pod = Pod();
        pod.Status = Status(pod, Running("web", ready: false));
        pod.Status = PodStatus.Of(pod, Report(Running("web", ready: true)), Start.AddSeconds(5));
        var last = PodStatus.Of(pod, Report(Running("web", ready: true)), Start.AddSeconds(9));

        Assert.Equal(Start.AddSeconds(5).UtcDateTime, Condition(last, "Ready").LastTransitionTime);
        Assert.Equal(Start.UtcDateTime, Condition(last, "Initialized").LastTransitionTime);
    }

    [Theory]
    [InlineData(null, "False", "corresponding condition of pod readiness gate \"example.com/ok\" does not exist.")]
    [InlineData("False", "False", "the status of pod readiness gate \"example.com/ok\" is not \"True\", but False")]
    [InlineData("True", "True", null)]
    public void Readiness_gates_count_and_conditions_of_others_are_kept(string? gate, string ready, string? message)
    {
        var pod = Pod();
        pod.Spec.ReadinessGates = [new V1PodReadinessGate { ConditionType = "example.com/ok" }];
        if (gate is not null)
        {
            pod.Status.Conditions = [new V1PodCondition { Type = "example.com/ok", Status = gate }];
        }

        var status = Status(pod, Running("web", ready: true));

        Assert.Equal((ready, message), (Condition(status, "Ready").Status, Condition(status, "Ready").Message));
        Assert.Equal(ready == "False" ? "ReadinessGatesNotReady" : null, Condition(status, "Ready").Reason);
        Assert.Equal("True", Condition(status, "ContainersReady").Status);
        Assert.Equal(gate, status.Conditions.FirstOrDefault(condition => condition.Type == "example.com/ok")?.Status);
    }

    [Theory]
    [InlineData("Never", 0, "Succeeded", "PodCompleted")]
    [InlineData("Never", 1, "Failed", "PodFailed")]
    [InlineData("OnFailure", 0, "Succeeded", "PodCompleted")]
    [InlineData("Always", 0, "Running", "ContainersNotReady")]
    public void A_pod_whose_containers_have_ended_for_good_has_ended(string policy, int exitCode, string phase, string reason)
    {
        var pod = Pod();
        pod.Spec.RestartPolicy = policy;
        var ended = new ContainerReport
        {
            Spec = new V1Container { Name = "web" },
            State = new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = exitCode } },
            IsDone = policy != "Always",
        };

        var status = Status(pod, ended);

        Assert.Equal((phase, reason), (status.Phase, Condition(status, "Ready").Reason));
    }

    [Fact]
    public void Init_containers_count_as_done_and_say_why_and_sidecars_run()
    {
        var pod = Pod();
        pod.Spec.InitContainers = [new V1Container { Name = "first" }, new V1Container { Name = "proxy", RestartPolicy = "Always" }];

        var status = Status(pod, Running("proxy", ready: true) with { IsSidecar = true }, Running("web", ready: true));

        Assert.Equal("Completed", status.InitContainerStatuses[0].State.Terminated.Reason);
        Assert.Contains("runs no images", status.InitContainerStatuses[0].State.Terminated.Message, StringComparison.Ordinal);
        Assert.NotNull(status.InitContainerStatuses[1].State.Running);
        Assert.Equal("True", Condition(status, "Initialized").Status);
    }

    private static V1Pod Pod() => new()
    {
        Metadata = new V1ObjectMeta { Name = "web-1" },
        Spec = new V1PodSpec { RestartPolicy = "Always" },
        Status = new V1PodStatus { Phase = "Pending", QosClass = "BestEffort" },
    };

    private static V1PodStatus Status(V1Pod pod, params ContainerReport[] containers)
    {
        pod.Spec.Containers = [.. containers.Where(container => !container.IsSidecar).Select(container => container.Spec)];
        return PodStatus.Of(pod, Report(containers), Start);
    }

    private static PodReport Report(params ContainerReport[] containers) => new(Addresses, HostAddresses, Start, containers);

    private static ContainerReport Running(string name, bool ready) => new()
    {
        Spec = new V1Container { Name = name },
        State = new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = Start.UtcDateTime } },
        IsStarted = true,
        IsReady = ready,
    };

    private static V1PodCondition Condition(V1PodStatus status, string type) => status.Conditions.Single(condition => condition.Type == type);
}
