namespace Learn.Cli.Doctor.Programs;

/// <summary>A program that labs call.</summary>
/// <param name="Name">Its name, which is the finding's id.</param>
/// <param name="Package">Debian's package.</param>
/// <param name="VersionOption">What makes it tell its version.</param>
/// <param name="IsVital">Whether labs or the tour do not work without it.</param>
/// <param name="Purpose">What it is for: behind "needed for".</param>
internal sealed record KnownProgram(string Name, string Package, string VersionOption, bool IsVital, string Purpose)
{
    /// <summary>Programs that come with it and are needed too.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>All of them. The same as LAB_TOOLS in eng/wrapper/machine.sh, which installs them.</summary>
    public static IReadOnlyList<KnownProgram> All { get; } =
    [
        new("unshare", "util-linux", "--version", true, "making a private network world") { Companions = ["nsenter"] },
        new("ip", "iproute2", "-V", true, "making the lab's network"),
        new("iptables", "iptables", "--version", true, "applying kube-proxy's rules") { Companions = ["iptables-restore", "iptables-save", "ip6tables", "ip6tables-restore", "ip6tables-save"] },
        new("curl", "curl", "--version", true, "sending requests"),
        new("nft", "nftables", "--version", false, "tracing packets"),
        new("conntrack", "conntrack", "--version", false, "showing connections"),
        new("dig", "bind9-dnsutils", "-v", false, "asking the cluster's DNS"),
        new("ping", "iputils-ping", "-V", false, "the lesson on ping"),
        new("tcpdump", "tcpdump", "--version", false, "capturing packets"),
        new("dot", "graphviz", "-V", false, "drawing chains as pictures"),
    ];
}
