namespace Learn;

/// <summary>How one probe went.</summary>
/// <param name="Result">Success, failure, or unknown if it could not be run at all.</param>
/// <param name="Output">What it found, in the kubelet's words; for an event.</param>
/// <param name="IsWarning">Whether a success has a warning: the probe was redirected to another host.</param>
internal sealed record ProbeAnswer(ProbeResult Result, string Output, bool IsWarning = false)
{
    /// <summary>It succeeded.</summary>
    public static ProbeAnswer Success { get; } = new(ProbeResult.Success, string.Empty);

    /// <summary>It failed.</summary>
    public static ProbeAnswer Failure(string output) => new(ProbeResult.Failure, output);

    /// <summary>It could not be run.</summary>
    public static ProbeAnswer Error(string message) => new(ProbeResult.Unknown, message);
}
