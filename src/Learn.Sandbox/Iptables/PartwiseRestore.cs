using System.Text;

namespace Learn.Sandbox;

/// <summary>
/// What is done when a payload is too large for the kernel's door. A transaction of nf_tables is one netlink message, which must fit into the socket's send
/// buffer. iptables asks for as much as it needs with SO_SNDBUFFORCE, which takes CAP_NET_ADMIN of the machine itself: in a user namespace it is refused, and
/// the buffer stays at <c>net.core.wmem_default</c>, 208 KiB as a rule: some 300 rules. (Seen with iptables 1.8.9 on Linux 6.18. That SO_SNDBUF would be allowed
/// up to twice <c>net.core.wmem_max</c> does not help, as iptables does not ask for it.)
/// </summary>
internal sealed class PartwiseRestore(IptablesCommand iptables, bool counters)
{
    private const int FirstBudget = 1040;
    private const int LeastBudget = 50;
    private const string TooLong = "Message too long";
    private static readonly RestoreResult SureRefusal = new() { Succeeded = false, ExitCode = 1, Message = TooLong };

    private const string Limit = "/proc/sys/net/core/wmem_default";

    /// <summary>Whether a payload was refused for its size.</summary>
    public static bool IsNeeded(RestoreResult result) => !result.Succeeded && result.Message.Contains(TooLong, StringComparison.Ordinal);

    /// <summary>The refusal, with its reason and remedy.</summary>
    public static RestoreResult Explain(RestoreResult result)
    {
        var limit = File.Exists(Limit) ? $" ({File.ReadAllText(Limit).Trim()} bytes)" : "";
        return result with
        {
            Message = $"{result.Message.Trim()}{Environment.NewLine}All changes of one table go to the kernel in one message, which must fit into net.core.wmem_default{limit}; "
                + "without root on the machine itself, iptables cannot get more. Remedy: on the machine (not in a container), as root: sysctl -w net.core.wmem_default=8388608; "
                + "or start the lab as root.",
        };
    }

    /// <summary>Applies a payload that was refused, in several transactions; if it cannot be cut, nothing is done.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="refused">The refusal of the whole; null if it was not tried, because a smaller one has been refused before.</param>
    /// <param name="cancellationToken">Kills what runs.</param>
    public async Task<RestoreResult> RunAsync(ReadOnlyMemory<byte> payload, RestoreResult? refused, CancellationToken cancellationToken)
    {
        // The tables before the one at fault are applied.
        var sections = RestoreSection.Read(Encoding.UTF8.GetString(payload.Span)).Where(section => section.LastLine >= (refused?.Line ?? 0)).ToList();
        foreach (var section in sections)
        {
            var result = sections[0] == section && refused is not null ? refused
                : IsSureToBeRefused(section) ? SureRefusal
                : await RestoreAsync(Whole(section), cancellationToken);
            for (var budget = FirstBudget; IsNeeded(result); budget /= 2)
            {
                if (!section.OnlyFillsItsChains || budget < LeastBudget)
                {
                    return Explain(result);
                }

                // A part that was too large after all has changed nothing; what was done before it is now part of what is there.
                var saved = await iptables.SaveAsync(section.Table, cancellationToken: cancellationToken);
                result = await RestoreAsync(RestoreParts.Of(section, RestoreParts.ChainsIn(Encoding.UTF8.GetString(saved.Span)), budget), cancellationToken);
            }

            if (!result.Succeeded)
            {
                return InTermsOf(payload, result);
            }
        }

        return new RestoreResult { Succeeded = true, ExitCode = 0 };
    }

    // Nine tenths: the shorter table of a payload that was refused is not to blame.
    private bool IsSureToBeRefused(RestoreSection section)
        => section.OnlyFillsItsChains && section.Lines.Sum(line => (long)line.Length) > iptables.Host.World.SmallestRefusedRestore * 0.9;

    private static string Whole(RestoreSection section) => $"*{section.Table}\n{string.Concat(section.Lines.Select(line => line + "\n"))}COMMIT\n";

    // The number of the line is that of a part; the learner has the whole.
    private static RestoreResult InTermsOf(ReadOnlyMemory<byte> payload, RestoreResult result)
    {
        var index = Array.IndexOf(Encoding.UTF8.GetString(payload.Span).Split('\n'), result.LineText);
        return index >= 0 ? result with { Line = index + 1 } : result with { Line = null, LineText = null };
    }

    private Task<RestoreResult> RestoreAsync(string payload, CancellationToken cancellationToken) =>
        iptables.RestoreOnceAsync(Encoding.UTF8.GetBytes(payload), noFlush: true, counters, cancellationToken);
}
