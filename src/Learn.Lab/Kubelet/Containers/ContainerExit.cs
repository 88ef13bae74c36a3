namespace Learn;

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">0 if all was well; 137 if it was killed.</param>
/// <param name="Message">What it had to say; empty for nothing.</param>
/// <param name="ForProbe">Whether the kubelet stopped it because of a probe: then it is restarted unless the policy is <c>Never</c>.</param>
internal sealed record ContainerExit(int ExitCode, string Message = "", bool ForProbe = false)
{
    /// <summary>128 + SIGKILL.</summary>
    public const int Killed = 137;

    /// <summary>The reason as container runtimes give it.</summary>
    public string Reason => ExitCode == 0 ? "Completed" : "Error";
}
