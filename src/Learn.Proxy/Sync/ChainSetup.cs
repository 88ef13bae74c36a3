using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// One step of a full sync: a chain of kube-proxy's must exist, and a chain that the kernel calls must jump to it. kube-proxy runs
/// <see cref="Create"/>, then <see cref="Check"/>, and if that fails <see cref="Insert"/>, which puts the jump at the top.
/// </summary>
/// <param name="Family">The family.</param>
/// <param name="Table">The table.</param>
/// <param name="From">The built-in chain that jumps.</param>
/// <param name="Chain">The chain that must exist.</param>
/// <param name="Comment">The comment of the jump; null for none.</param>
/// <param name="NewConnectionsOnly">True if only packets of new connections jump.</param>
public sealed record ChainSetup(IpFamily Family, string Table, string From, string Chain, string? Comment, bool NewConnectionsOnly)
{
    private static readonly ImmutableArray<ChainSetup> s_forIPv4 = All(IpFamily.IPv4);
    private static readonly ImmutableArray<ChainSetup> s_forIPv6 = All(IpFamily.IPv6);

    /// <summary>The jump as a rule of <see cref="From"/>.</summary>
    public Rule Jump => new([.. Matches()], new JumpTarget(Chain)) { Origin = new ProxyRuleOrigin(RuleReason.Jump, null, null) };

    /// <summary>Makes the chain. Exit status 1 if it exists.</summary>
    public ImmutableArray<string> Create => IptablesCommands.Create(Family, Table, Chain);

    /// <summary>Asks whether the jump exists. Exit status 0 if it does.</summary>
    public ImmutableArray<string> Check => Command("-C");

    /// <summary>Puts the jump at the top of <see cref="From"/>.</summary>
    public ImmutableArray<string> Insert => Command("-I");

    /// <summary>Deletes the jump; only <c>kube-proxy --cleanup</c> does it.</summary>
    public ImmutableArray<string> Delete => Command("-D");

    /// <summary>All steps of a family, in kube-proxy's order.</summary>
    public static ImmutableArray<ChainSetup> For(IpFamily family) => family == IpFamily.IPv4 ? s_forIPv4 : s_forIPv6;

    private static ImmutableArray<ChainSetup> All(IpFamily family)
    {
        const string External = "kubernetes externally-visible service portals";
        const string Portals = "kubernetes service portals";
        const string Firewall = "kubernetes load balancer firewall";
        return
        [
            new(family, "filter", "INPUT", ProxyChains.ExternalServices, External, true),
            new(family, "filter", "FORWARD", ProxyChains.ExternalServices, External, true),
            new(family, "filter", "INPUT", ProxyChains.NodePorts, "kubernetes health check service ports", false),
            new(family, "filter", "FORWARD", ProxyChains.Services, Portals, true),
            new(family, "filter", "OUTPUT", ProxyChains.Services, Portals, true),
            new(family, "filter", "FORWARD", ProxyChains.Forward, "kubernetes forwarding rules", false),
            new(family, "filter", "INPUT", ProxyChains.ProxyFirewall, Firewall, true),
            new(family, "filter", "OUTPUT", ProxyChains.ProxyFirewall, Firewall, true),
            new(family, "filter", "FORWARD", ProxyChains.ProxyFirewall, Firewall, true),
            new(family, "nat", "OUTPUT", ProxyChains.Services, Portals, false),
            new(family, "nat", "PREROUTING", ProxyChains.Services, Portals, false),
            new(family, "nat", "POSTROUTING", ProxyChains.Postrouting, "kubernetes postrouting rules", false),
            new(family, "filter", "INPUT", ProxyChains.KubeletFirewall, null, false),
            new(family, "filter", "OUTPUT", ProxyChains.KubeletFirewall, null, false),
        ];
    }

    private IEnumerable<Match> Matches()
    {
        if (NewConnectionsOnly)
        {
            yield return new ConntrackMatch(ConntrackStates.New);
        }

        if (Comment is not null)
        {
            yield return new CommentMatch(Comment);
        }
    }

    private ImmutableArray<string> Command(string operation)
    {
        var arguments = new List<string> { operation, From, "-t", Table };
        if (NewConnectionsOnly)
        {
            arguments.AddRange(["-m", "conntrack", "--ctstate", "NEW"]);
        }

        if (Comment is not null)
        {
            arguments.AddRange(["-m", "comment", "--comment", Comment]);
        }

        return IptablesCommands.WithLock(Family, [.. arguments, "-j", Chain]);
    }
}
