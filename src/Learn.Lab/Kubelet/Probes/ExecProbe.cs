using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// An <c>exec</c> probe or hook: the real command in the pod's namespaces. There is no image, so it sees the machine's programs and files.
/// (Source: pkg/probe/exec of Kubernetes 1.30.)
/// </summary>
internal static class ExecProbe
{
    private const int LongestOutput = 10 * 1024;

    /// <summary>Runs the command; exit status 0 is a success.</summary>
    public static async Task<ProbeAnswer> RunAsync(
        V1ExecAction action, ProbeTarget target, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] command = [.. action.Command ?? []];
        using var patience = new CancellationTokenSource(timeout, time);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var result = await target.Pod.RunAsync(command, options: null, cancelled.Token);
            return result.Succeeded ? ProbeAnswer.Success : ProbeAnswer.Failure(Shortened(result.OutputText + result.ErrorText));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ProbeAnswer.Failure($"command \"{string.Join(' ', command)}\" timed out");
        }
        catch (CommandNotFoundException)
        {
            return ProbeAnswer.Error($"exec: \"{command[0]}\": executable file not found in $PATH");
        }
    }

    private static string Shortened(string output) => output.Length <= LongestOutput ? output : output[..LongestOutput];
}
