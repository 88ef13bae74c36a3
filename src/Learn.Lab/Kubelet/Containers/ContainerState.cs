using System.Globalization;
using k8s.Models;

namespace Learn;

/// <summary>
/// The life of one container: waiting, running, ended, waiting again; how often it was restarted and how long it waits for that.
/// It has no clock and no effects.
/// </summary>
/// <param name="name">The container's name.</param>
/// <param name="podText">The pod as kubelet messages name it: <c>web-1_default(uid)</c>.</param>
/// <param name="restartPolicy"><c>Always</c>, <c>OnFailure</c> or <c>Never</c>.</param>
/// <param name="backoff">The waits.</param>
internal sealed class ContainerState(string name, string podText, string? restartPolicy, RestartBackoff backoff)
{
    private V1ContainerStateTerminated? ended;
    private V1ContainerStateTerminated? endedBefore;
    private DateTimeOffset? countsFrom;
    private (string Reason, string Message) waitsFor = ("ContainerCreating", string.Empty);

    /// <summary>Waiting, running or terminated.</summary>
    public ContainerPhase Phase { get; private set; } = ContainerPhase.Waiting;

    /// <summary>Since when it runs.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>How often it was started again.</summary>
    public int RestartCount { get; private set; }

    /// <summary>The identity of the current or last run; none has another's. Null before the first.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether it waits in back-off.</summary>
    public bool IsInBackOff => Phase == ContainerPhase.Waiting && ended is not null;

    /// <summary>Whether it has ended for good.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The exit code of the last run, or null.</summary>
    public int? ExitCode => ended?.ExitCode;

    /// <summary>It runs.</summary>
    public void Started(DateTimeOffset now)
    {
        if (ended is { } before)
        {
            RestartCount++;
            endedBefore = before;
            if (countsFrom is { } finished)
            {
                backoff.Restarted(finished, now);
            }
        }

        ended = null;
        Phase = ContainerPhase.Running;
        StartedAt = now;
        Id = $"lab://{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}";
    }

    /// <summary>It has ended.</summary>
    /// <param name="exit">How.</param>
    /// <param name="now">When.</param>
    /// <param name="withItsPod">Whether it ends with its pod, and so for good.</param>
    /// <returns>When it is to start again: zero at once, null never.</returns>
    public TimeSpan? Exited(ContainerExit exit, DateTimeOffset now, bool withItsPod = false)
    {
        // When the kubelet itself stops a container it looks at the end before this one: that of this run is not known yet.
        countsFrom = exit.ForProbe ? (endedBefore?.FinishedAt is { } earlier ? new DateTimeOffset(earlier, TimeSpan.Zero) : null) : now;
        ended = new V1ContainerStateTerminated
        {
            ContainerID = Id,
            ExitCode = exit.ExitCode,
            Reason = exit.Reason,
            Message = exit.Message.Length > 0 ? exit.Message : null,
            StartedAt = StartedAt.UtcDateTime,
            FinishedAt = now.UtcDateTime,
        };
        Phase = ContainerPhase.Terminated;
        if (withItsPod || !Restarts(exit))
        {
            IsDone = true;
            return null;
        }

        var wait = countsFrom is { } finished ? backoff.WaitAfter(finished, now) : TimeSpan.Zero;
        if (wait > TimeSpan.Zero)
        {
            Phase = ContainerPhase.Waiting;
            waitsFor = ("CrashLoopBackOff", $"back-off {GoText.Duration(backoff.Current)} restarting failed container={name} pod={podText}");
        }

        return wait;
    }

    /// <summary>The state as the API has it.</summary>
    public V1ContainerState Current => Phase switch
    {
        ContainerPhase.Running => new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = StartedAt.UtcDateTime } },
        ContainerPhase.Terminated => new V1ContainerState { Terminated = ended },
        _ => new V1ContainerState
        {
            Waiting = new V1ContainerStateWaiting { Reason = waitsFor.Reason, Message = waitsFor.Message.Length > 0 ? waitsFor.Message : null },
        },
    };

    /// <summary>The state before, if there was one.</summary>
    public V1ContainerState? Last
        => (Phase == ContainerPhase.Terminated ? endedBefore : ended ?? endedBefore) is { } before ? new V1ContainerState { Terminated = before } : null;

    private bool Restarts(ContainerExit exit) => restartPolicy switch
    {
        "Never" => false,
        "OnFailure" => exit.ExitCode != 0 || exit.ForProbe,
        _ => true,
    };
}
