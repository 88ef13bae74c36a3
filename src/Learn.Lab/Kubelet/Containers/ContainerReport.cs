using k8s.Models;

namespace Learn;

/// <summary>What a kubelet knows of a container at one moment.</summary>
internal sealed record ContainerReport
{
    /// <summary>Not the image's program runs, but the lab's workload; the status says so where a kubelet names the image's digest.</summary>
    public const string ImageId = "lab://workload";

    /// <summary>The container as declared.</summary>
    public required V1Container Spec { get; init; }

    /// <summary>The state.</summary>
    public required V1ContainerState State { get; init; }

    /// <summary>The state before.</summary>
    public V1ContainerState? LastState { get; init; }

    /// <summary>The identity of this run.</summary>
    public string? Id { get; init; }

    /// <summary>How often it was restarted.</summary>
    public int RestartCount { get; init; }

    /// <summary>Whether it runs and its startup probe has succeeded.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Whether it is ready for traffic.</summary>
    public bool IsReady { get; init; }

    /// <summary>Whether it has ended for good.</summary>
    public bool IsDone { get; init; }

    /// <summary>Whether it is an init container that runs beside the others.</summary>
    public bool IsSidecar { get; init; }

    /// <summary>As the API has it.</summary>
    public V1ContainerStatus ToStatus() => new()
    {
        Name = Spec.Name,
        Image = Spec.Image,
        ImageID = ImageId,
        ContainerID = Id,
        State = State,
        LastState = LastState ?? new V1ContainerState(),
        RestartCount = RestartCount,
        Started = IsStarted,
        Ready = IsReady,
    };
}
