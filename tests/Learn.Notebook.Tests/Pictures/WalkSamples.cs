using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Predictions: a node port, a Service with many endpoints, and rules that leave something open.</summary>
internal static class WalkSamples
{
    private const string Firewall = """
        *filter
        :INPUT DROP [0:0]
        :BLOCKED - [0:0]
        -A INPUT -i lo -j ACCEPT
        -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        -A INPUT -m limit --limit 5/min -j LOG
        -A INPUT -m set --match-set bad-hosts src -j BLOCKED
        -A INPUT -p tcp -m tcp --dport 443 -m statistic --mode nth --every 3 --packet 0 -j NFQUEUE --queue-num 1
        -A INPUT -p tcp -m tcp --dport 443 -j ACCEPT
        -A BLOCKED -j REJECT --reject-with icmp-port-unreachable
        COMMIT
        """;

    public static WalkAnswer NodePort { get; } = new WalkQuestion
    {
        From = "198.51.100.9",
        To = "192.168.10.11:30080",
        LocalAddresses = ["192.168.10.11"],
    }.Ask(Capture.Rules("nodeport-cluster"));

    public static WalkAnswer Many { get; } = new WalkQuestion { From = "10.244.1.5", To = "10.96.64.64:4317" }.Ask(Capture.Rules("clusterip-250-pods"));

    public static WalkAnswer Perhaps { get; } = new WalkQuestion
    {
        From = "198.51.100.9",
        To = "192.0.2.7:443",
        LocalAddresses = ["192.0.2.7"],
    }.Ask(RulesetParser.Parse(Firewall, IpFamily.IPv4));
}
