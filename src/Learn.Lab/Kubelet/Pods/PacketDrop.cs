using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Lets a pod hear nothing: a rule in its own namespace drops what comes in, so that who asks gets no answer and runs into a timeout.
/// What IPv6 needs to find its neighbours passes; otherwise senders would be told that there is no route.
/// </summary>
internal static class PacketDrop
{
    private const string Chain = "LEARN-DROP";

    /// <summary>Puts the rule there, or takes it away.</summary>
    /// <exception cref="LabException">The pod shares its node's network.</exception>
    /// <exception cref="SandboxException">The kernel refused it.</exception>
    public static async Task SetAsync(RunningPod pod, bool drops, CancellationToken cancellationToken)
    {
        if (pod.UsesHostNetwork)
        {
            throw new LabException($"pod/{pod.DisplayName} shares the network of its node: to drop its packets would cut off the node.");
        }

        foreach (var family in pod.Addresses.Select(address => address.AddressFamily).Distinct())
        {
            string pass = family == AddressFamily.InterNetworkV6 ? "-A INPUT -p ipv6-icmp -j ACCEPT\n" : string.Empty;
            string rules = drops ? $"-A INPUT -i lo -j ACCEPT\n{pass}-A INPUT -m comment --comment {Chain} -j DROP\n" : string.Empty;
            string payload = $"*filter\n:INPUT ACCEPT [0:0]\n{rules}COMMIT\n";
            var result = await pod.Host.Iptables(family).RestoreAsync(System.Text.Encoding.ASCII.GetBytes(payload), cancellationToken: cancellationToken);
            if (!result.Succeeded)
            {
                throw new LabException($"The packets of pod/{pod.DisplayName} could not be dropped: {result}");
            }
        }
    }
}
