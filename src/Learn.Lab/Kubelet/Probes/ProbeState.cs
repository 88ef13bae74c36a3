namespace Learn;

/// <summary>
/// What one probe of one container has found so far, and when it is due again. Like the kubelet's probe worker: before the first result
/// a container counts as alive and as not ready; a result counts once it has come often enough in a row; after a failure that has the
/// container restarted the probe rests until the container runs again.
/// </summary>
internal sealed class ProbeState(ProbeKind kind, ProbeTiming timing)
{
    private ProbeResult last = ProbeResult.Unknown;
    private int run;

    /// <summary>What it is for.</summary>
    public ProbeKind Kind => kind;

    /// <summary>When it runs.</summary>
    public ProbeTiming Timing => timing;

    /// <summary>What counts at present.</summary>
    public ProbeResult Result { get; private set; } = InitialResult(kind);

    /// <summary>Whether <see cref="Result"/> comes from answers of this run of the container: a threshold was reached, either one.</summary>
    public bool IsDecided { get; private set; }

    /// <summary>When it is to run next; null while it rests.</summary>
    public DateTimeOffset? Due { get; private set; }

    /// <summary>The container runs anew: nothing is known of it.</summary>
    public void Forget()
    {
        last = ProbeResult.Unknown;
        run = 0;
        Result = InitialResult(kind);
        IsDecided = false;
        Due = null;
    }

    /// <summary>Runs from <paramref name="moment"/> on.</summary>
    public void BeginAt(DateTimeOffset moment) => Due = moment;

    /// <summary>Rests.</summary>
    public void Rest() => Due = null;

    /// <summary>Asks for answers anew, from <paramref name="moment"/> on; until they are there <see cref="Result"/> stays as it is.</summary>
    public void AskAgainAt(DateTimeOffset moment)
    {
        last = ProbeResult.Unknown;
        run = 0;
        IsDecided = false;
        Due = moment;
    }

    /// <summary>Takes in an answer, and plans the next probe.</summary>
    /// <returns>Whether something counts now that did not before.</returns>
    public bool Record(ProbeResult answer, DateTimeOffset now)
    {
        PlanNext(now);
        if (answer == ProbeResult.Unknown)
        {
            // The probe itself could not be run, which says nothing about the container.
            return false;
        }

        run = answer == last ? run + 1 : 1;
        last = answer;
        if (run < (answer == ProbeResult.Success ? timing.SuccessThreshold : timing.FailureThreshold))
        {
            return false;
        }

        bool isNews = Result != answer || !IsDecided;
        Result = answer;
        IsDecided = true;
        if (answer == ProbeResult.Failure && kind != ProbeKind.Readiness)
        {
            Due = null;
        }

        return isNews;
    }

    // A ticker: in step with the first probe. What a slow answer made it miss is not made up for, except for one probe at once.
    private void PlanNext(DateTimeOffset now)
    {
        if (Due is { } due)
        {
            Due = due + timing.Period > now ? due + timing.Period : now;
        }
    }

    private static ProbeResult InitialResult(ProbeKind kind) => kind switch
    {
        ProbeKind.Liveness => ProbeResult.Success,
        ProbeKind.Readiness => ProbeResult.Failure,
        _ => ProbeResult.Unknown,
    };
}
