using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn.Course;

/// <summary>
/// Connections that nobody answered. Connection tracking remembers each for two minutes, with what the rules said then: a new connection that happens to get the same port
/// would end as the old one did, although the rules have been mended since. That is none of a check's business, so they are forgotten before it sends.
/// </summary>
internal static class HalfOpenConnections
{
    /// <summary>Forgets them, on all nodes.</summary>
    public static Task ForgetAsync(Lab lab, CancellationToken cancellationToken)
        => Task.WhenAll(
            from node in lab.Nodes
            from family in lab.Options.Addresses.Families
            select ForgetAsync(lab, node.Name, family, cancellationToken));

    private static async Task ForgetAsync(Lab lab, string node, IpFamily family, CancellationToken cancellationToken)
    {
        try
        {
            // It ends with 1 where there is nothing to forget.
            await lab.ExecAsync($"node/{node}", ["conntrack", "-D", "-f", family == IpFamily.IPv6 ? "ipv6" : "ipv4", "-p", "tcp", "--state", "SYN_SENT"], cancellationToken: cancellationToken);
        }
        catch (CommandNotFoundException)
        {
            // Without the program the check goes on: that two connections get one port is rare.
        }
    }
}
