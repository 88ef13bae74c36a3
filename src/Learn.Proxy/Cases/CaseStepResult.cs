using System.Collections.Immutable;
using System.Globalization;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What was seen in one step of a case.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Saves">The rules after the step, by family, as <c>iptables-save</c> prints them.</param>
/// <param name="Payloads">The inputs of <c>iptables-restore</c> in the step, in order.</param>
/// <param name="Commands">The commands that kube-proxy called in the step: exit status, a tab, the command line.</param>
/// <param name="Sysctls">The values of the sysctls as text; null if none are looked at.</param>
/// <param name="Probes">The answers of the health servers as text; null if none are asked.</param>
public sealed record CaseStepResult(
    int Step,
    ImmutableSortedDictionary<IpFamily, string> Saves,
    ImmutableArray<(IpFamily Family, string Payload)> Payloads,
    ImmutableArray<(IpFamily Family, string Line)> Commands,
    string? Sysctls,
    string? Probes)
{
    /// <summary>The last plan of each family: what kube-proxy wants at the end of the step, whether or not it has come to be.</summary>
    public ImmutableSortedDictionary<IpFamily, SyncPlan> Plans { get; init; } = ImmutableSortedDictionary<IpFamily, SyncPlan>.Empty;

    /// <summary>The same as files with the names that the captures have.</summary>
    public IEnumerable<KeyValuePair<string, string>> Files()
    {
        string suffix = Step == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-step-{Step}");
        foreach ((IpFamily family, string save) in Saves)
        {
            string digit = family == IpFamily.IPv4 ? "" : "6";
            yield return new($"expected{suffix}.ip{digit}tables-save", save);
            ImmutableArray<string> payloads = [.. Payloads.Where(entry => entry.Family == family).Select(entry => entry.Payload)];
            for (int index = 0; index < payloads.Length; index++)
            {
                string number = payloads.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $".{index + 1}");
                yield return new(string.Create(CultureInfo.InvariantCulture, $"restore{digit}-step-{Step}{number}.txt"), payloads[index]);
            }

            string[] lines = [.. Commands.Where(entry => entry.Family == family).Select(entry => entry.Line + "\n")];
            if (lines.Length > 0)
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"commands{digit}-step-{Step}.txt"), string.Concat(lines));
            }
        }

        if (Sysctls is not null)
        {
            yield return new($"expected{suffix}.sysctl", Sysctls);
        }

        if (Probes is not null)
        {
            yield return new($"expected{suffix}.probes.txt", Probes);
        }
    }
}
