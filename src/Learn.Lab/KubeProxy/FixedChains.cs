using System.Text;
using Learn.Netfilter;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Makes sure of kube-proxy's fixed chains and of the jumps to them. kube-proxy does it with some forty calls of iptables; here one
/// <c>iptables-save</c> tells what is missing, and one restore adds it: the same rules, in a tenth of the time. A lab that starts
/// while a learner waits needs that.
/// </summary>
internal static class FixedChains
{
    private const string Canary = "KUBE-PROXY-CANARY";
    private static readonly string[] CanaryTables = ["mangle", "nat", "filter"];

    /// <summary>Adds what is missing; jumps go to the top of their chain, as kube-proxy inserts them.</summary>
    /// <exception cref="SandboxException">iptables refused.</exception>
    public static async Task EnsureAsync(Host host, IpFamily family, CancellationToken cancellationToken)
    {
        var iptables = host.Iptables(family);
        var current = RulesetParser.Parse((await iptables.SaveAsync(cancellationToken: cancellationToken)).Span, family);
        if (MissingParts(current, family) is { } payload)
        {
            (await iptables.RestoreAsync(payload, noFlush: true, cancellationToken: cancellationToken)).EnsureSucceeded();
        }
    }

    private static ReadOnlyMemory<byte>? MissingParts(Ruleset current, IpFamily family)
    {
        var setups = ChainSetup.For(family);
        var text = new StringBuilder();
        foreach (string table in CanaryTables)
        {
            var chains = setups.Where(setup => setup.Table == table).Select(setup => setup.Chain).Append(Canary)
                .Distinct().Where(chain => current.Find(table, chain) is null).ToList();
            var jumps = setups.Where(setup => setup.Table == table && !HasJump(current, setup)).ToList();
            if (chains.Count + jumps.Count == 0)
            {
                continue;
            }

            text.Append('*').Append(table).Append('\n');
            chains.ForEach(chain => text.Append(':').Append(chain).Append(" - [0:0]\n"));
            jumps.ForEach(setup => text.Append("-I ").Append(setup.From).Append(' ').Append(RuleWriter.ToText(setup.Jump, family, TextStyle.Restore)).Append('\n'));
            text.Append("COMMIT\n");
        }

        return text.Length == 0 ? null : Encoding.UTF8.GetBytes(text.ToString());
    }

    private static bool HasJump(Ruleset current, ChainSetup setup)
        => current.Find(setup.Table, setup.From)?.Rules.Any(rule => rule.Equals(setup.Jump)) == true;
}
