using k8s.Models;

namespace Learn;

/// <summary>When a probe runs and how many of its answers count. The defaults of the API are 0 s, 10 s, 1 s, 1 and 3.</summary>
/// <param name="InitialDelay">Between the start of the container and the first probe.</param>
/// <param name="Period">Between two probes.</param>
/// <param name="Timeout">How long an answer may take.</param>
/// <param name="SuccessThreshold">Successes in a row that count as a success.</param>
/// <param name="FailureThreshold">Failures in a row that count as a failure.</param>
internal sealed record ProbeTiming(TimeSpan InitialDelay, TimeSpan Period, TimeSpan Timeout, int SuccessThreshold, int FailureThreshold)
{
    /// <summary>What a manifest says.</summary>
    public static ProbeTiming Of(V1Probe probe) => new(
        TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0),
        TimeSpan.FromSeconds(Given(probe.PeriodSeconds, 10)),
        TimeSpan.FromSeconds(Given(probe.TimeoutSeconds, 1)),
        Given(probe.SuccessThreshold, 1),
        Given(probe.FailureThreshold, 3));

    private static int Given(int? value, int otherwise) => value is null or 0 ? otherwise : value.Value;
}
