using Learn.Sandbox;

namespace Learn.Cli.Doctor.Worlds;

/// <summary>Which iptables works in a world, and with which tables.</summary>
internal static class TableCheck
{
    private const string Id = "tables", Title = "tables";

    private const string Modules = "nf_tables nft_compat nft_chain_nat";

    /// <summary>Looks at what the world found.</summary>
    /// <param name="report">The world's report; null where there is no world.</param>
    /// <param name="why">Why there is none.</param>
    /// <param name="isInstalled">Whether the programs of iptables are there.</param>
    public static DoctorFinding Examine(WorldReport? report, string why, bool isInstalled)
    {
        if (report is null || !isInstalled)
        {
            return DoctorFinding.Unknown(DoctorArea.Kernel, Id, Title, report is null ? why : "iptables is not there");
        }

        if (report.Iptables is not { } iptables)
        {
            return DoctorFinding.Lacking(DoctorArea.Kernel, Id, Title, string.Join(" ", report.Remarks.Where(remark => remark.Contains("iptables", StringComparison.Ordinal))), Remedies.Modules(Modules));
        }

        string[] lesser = [.. iptables.TablesIPv4.Except(iptables.TablesIPv6)];
        return iptables.Backend == IptablesBackend.Legacy ? DoctorFinding.Warning(DoctorArea.Kernel, Id, Title, $"only the legacy backend works ({iptables}): packets cannot be traced", Remedies.Modules(Modules))
            : lesser.Length > 0 ? DoctorFinding.Warning(DoctorArea.Kernel, Id, Title, $"IPv6 lacks {string.Join(", ", lesser)}; needed for dual-stack Services", Remedies.Modules(Modules))
            : DoctorFinding.Ready(DoctorArea.Kernel, Id, Title, $"{string.Join(", ", iptables.TablesIPv4)} (nf_tables), IPv4, IPv6");
    }
}
