using System.Text;

namespace Learn.Sandbox;

/// <summary>No private world can be made on this machine as it is. The message names every rung tried, why it failed, and the remedy.</summary>
/// <param name="failures">What was tried, best rung first; at least one.</param>
public sealed class SandboxUnavailableException(IReadOnlyList<LadderFailure> failures)
    : SandboxException(Describe(failures))
{
    /// <summary>What was tried, best rung first.</summary>
    public IReadOnlyList<LadderFailure> Failures { get; } = failures;

    private static string Describe(IReadOnlyList<LadderFailure> failures)
    {
        var text = new StringBuilder("A private network world cannot be made here.");
        foreach (var failure in failures)
        {
            text.AppendLine().Append("- ")
                .Append(failure.Isolation == Isolation.UserNamespace ? "As an ordinary user (user namespace): " : "As root: ")
                .Append(failure.Reason);
            text.AppendLine().Append("  Remedy: ").Append(failure.Remedy);
        }

        return text.ToString();
    }
}
