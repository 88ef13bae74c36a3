namespace Learn.Sandbox;

/// <summary>What the helper tells a caller about its world.</summary>
/// <param name="ProcessId">Of the helper, as the machine counts.</param>
/// <param name="Report">What was found on this machine.</param>
/// <param name="Hosts">Names of the hosts but the root.</param>
/// <param name="Iptables">The programs for IPv4; null where none work.</param>
/// <param name="Ip6tables">The programs for IPv6; null where none work.</param>
internal sealed record WorldDescription(int ProcessId, WorldReport Report, IReadOnlyList<string> Hosts, IptablesPrograms? Iptables, IptablesPrograms? Ip6tables)
{
    /// <summary>The name under which the root host is known.</summary>
    public const string RootName = "root";
}

/// <summary>The files of iptables for one family.</summary>
internal sealed record IptablesPrograms(string Command, string Restore, string Save);
