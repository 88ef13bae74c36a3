using Learn.Sandbox;

namespace Learn.Cli.Doctor.Worlds;

/// <summary>Whether the kernel has what a lab's network is made of.</summary>
internal static class LinkCheck
{
    private const string Links = "links", LinksTitle = "virtual links", IPv6 = "ipv6", IPv6Title = "IPv6";

    /// <summary>Makes a cable and a bridge, and looks for IPv6.</summary>
    /// <param name="host">The host; null where there is no world.</param>
    /// <param name="why">Why there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(Host? host, string why, CancellationToken cancellationToken)
        => host is null
            ? [DoctorFinding.Unknown(DoctorArea.Kernel, Links, LinksTitle, why), DoctorFinding.Unknown(DoctorArea.Kernel, IPv6, IPv6Title, why)]
            : [await LinksAsync(host, cancellationToken), await IPv6Async(host, cancellationToken)];

    private static async Task<DoctorFinding> LinksAsync(Host host, CancellationToken cancellationToken)
    {
        try
        {
            await host.RunBatchAsync("ip", ["link add left type veth peer name right", "link add middle type bridge", "link set left master middle"], cancellationToken);
            return DoctorFinding.Ready(DoctorArea.Kernel, Links, LinksTitle, "veth and bridge");
        }
        catch (CommandFailedException problem)
        {
            return DoctorFinding.Lacking(DoctorArea.Kernel, Links, LinksTitle, $"the kernel makes none: {problem.Message.ReplaceLineEndings(" ")}", Remedies.Modules("veth bridge"));
        }
    }

    private static async Task<DoctorFinding> IPv6Async(Host host, CancellationToken cancellationToken)
        => await host.GetSysctlAsync("net.ipv6.conf.lo.disable_ipv6", cancellationToken) switch
        {
            "0" => DoctorFinding.Ready(DoctorArea.Kernel, IPv6, IPv6Title, "there, for dual-stack Services"),
            null => DoctorFinding.Warning(DoctorArea.Kernel, IPv6, IPv6Title, "the kernel has none; needed for dual-stack Services", "start the machine without ipv6.disable=1 on the kernel's command line"),
            _ => DoctorFinding.Warning(DoctorArea.Kernel, IPv6, IPv6Title, "switched off; needed for dual-stack Services", "on the machine itself: sudo sysctl -w net.ipv6.conf.default.disable_ipv6=0 net.ipv6.conf.all.disable_ipv6=0"),
        };
}
