using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The command lines with which kube-proxy v1.30 drives iptables.</summary>
public static class IptablesCommands
{
    /// <summary>The program that changes single rules: <c>iptables</c> or <c>ip6tables</c>.</summary>
    public static string Program(IpFamily family) => family == IpFamily.IPv4 ? "iptables" : "ip6tables";

    /// <summary>Asks for the version: <c>iptables --version</c>.</summary>
    public static ImmutableArray<string> Version(IpFamily family) => [Program(family), "--version"];

    /// <summary>Asks whether the nat table works at all.</summary>
    public static ImmutableArray<string> ListPostrouting(IpFamily family) => WithLock(family, "-S", "POSTROUTING", "-t", "nat");

    /// <summary>Makes a chain. Exit status 1 if it exists.</summary>
    public static ImmutableArray<string> Create(IpFamily family, string table, string chain) => WithLock(family, "-N", chain, "-t", table);

    /// <summary>Asks whether a chain exists. Exit status 1 if not.</summary>
    public static ImmutableArray<string> List(IpFamily family, string table, string chain) => WithLock(family, "-S", chain, "-t", table);

    /// <summary>Empties a chain.</summary>
    public static ImmutableArray<string> Flush(IpFamily family, string table, string chain) => WithLock(family, "-F", chain, "-t", table);

    /// <summary>Deletes a chain.</summary>
    public static ImmutableArray<string> Delete(IpFamily family, string table, string chain) => WithLock(family, "-X", chain, "-t", table);

    /// <summary>Prints the nat table, or another one.</summary>
    public static ImmutableArray<string> Save(IpFamily family, string table = "nat") => [Program(family) + "-save", "-t", table];

    /// <summary>Applies a payload from standard input, without emptying what it does not mention.</summary>
    /// <param name="family">The family.</param>
    /// <param name="table">The only table that may be changed; null for all.</param>
    public static ImmutableArray<string> Restore(IpFamily family, string? table = null) => table is null
        ? [Program(family) + "-restore", "-w", "5", "-W", "100000", "--noflush", "--counters"]
        : [Program(family) + "-restore", "-w", "5", "-W", "100000", "-T", table, "--noflush", "--counters"];

    /// <summary>A command that waits for the lock of iptables: five seconds, looking every 100 ms.</summary>
    internal static ImmutableArray<string> WithLock(IpFamily family, params ReadOnlySpan<string> arguments) =>
        [Program(family), "-w", "5", "-W", "100000", .. arguments];
}
