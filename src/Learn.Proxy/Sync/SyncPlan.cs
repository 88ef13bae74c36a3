using System.Collections.Immutable;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// What one sync does to the node, in this order: <see cref="Sysctls"/>, <see cref="Setup"/>, the payload by
/// <c>iptables-restore --noflush --counters</c>, and if that succeeded <see cref="StaleFlows"/>. Report the end to
/// <see cref="IptablesProxy.Succeeded"/> or <see cref="IptablesProxy.Failed"/>.
/// </summary>
public sealed class SyncPlan
{
    private readonly Func<Ruleset> _desired;
    private Func<ReadOnlyMemory<byte>> _readPayload = static () => default;

    internal SyncPlan(Func<Ruleset> desired) => _desired = desired;

    /// <summary>The family.</summary>
    public required IpFamily Family { get; init; }

    /// <summary>The time for which the plan was made.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>True if everything is written anew, false if only the shared chains and those of changed Services.</summary>
    public required bool IsFull { get; init; }

    /// <summary>True if the cluster has more than 1000 endpoints: rules about endpoints have no comments then.</summary>
    public required bool IsLargeCluster { get; init; }

    /// <summary>The chains and jumps to be made sure of first; empty for a partial sync.</summary>
    public required ImmutableArray<ChainSetup> Setup { get; init; }

    /// <summary>The sysctls to be set; only the first plan has some.</summary>
    public required ImmutableArray<SysctlSetting> Sysctls { get; init; }

    /// <summary>The input of <c>iptables-restore</c>, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Payload
    {
        get => _readPayload();
        init
        {
            _readPayload = () => value;
            PayloadLength = value.Length;
        }
    }

    /// <summary>Number of bytes of the payload, without reading it.</summary>
    public int PayloadLength { get; private init; }

    /// <summary>Number of rules of the filter table: in the payload, which always has all of them.</summary>
    public required int FilterRules { get; init; }

    /// <summary>Number of rules of the nat table in the payload.</summary>
    public required int NatRules { get; init; }

    /// <summary>Number of rules of the nat table that kube-proxy owns, those included that the payload leaves alone.</summary>
    public required int NatRulesOwned { get; init; }

    /// <summary>Number of rules in the payload.</summary>
    public int RuleCount => FilterRules + NatRules;

    /// <summary>The chains of the nat table that the payload deletes.</summary>
    public required ImmutableArray<string> DeletedChains { get; init; }

    /// <summary>Flows to be removed from connection tracking after the restore.</summary>
    public required ImmutableArray<ConntrackDeletion> StaleFlows { get; init; }

    /// <summary>The Services whose chains the payload writes because something about them changed, sorted.</summary>
    public required ImmutableArray<NamespacedName> ChangedServices { get; init; }

    /// <summary>Service ports that have endpoints, but none on this node as <c>internalTrafficPolicy: Local</c> wants.</summary>
    public required int PortsWithoutInternalLocalEndpoints { get; init; }

    /// <summary>Service ports that have endpoints, but none on this node as <c>externalTrafficPolicy: Local</c> wants.</summary>
    public required int PortsWithoutExternalLocalEndpoints { get; init; }

    /// <summary>Health check node ports by Service, as they are after this sync.</summary>
    public required ImmutableDictionary<NamespacedName, int> HealthCheckNodePorts { get; init; }

    /// <summary>
    /// Number of different addresses of ready endpoints on this node, for the Services of <see cref="HealthCheckNodePorts"/>.
    /// </summary>
    public required ImmutableDictionary<NamespacedName, int> LocalReadyEndpoints { get; init; }

    /// <summary>
    /// Everything that kube-proxy owns on this node after the sync, as typed rules that know where they come from: the jumps of the
    /// built-in chains, the canaries, and the chains of all Services, whether the payload mentions them or not. In the order in which
    /// <c>iptables-save</c> prints it.
    /// </summary>
    public Ruleset Desired() => _desired();

    /// <summary>
    /// Lets somebody else keep the payload from now on: it has up to 30 MB, which who keeps old plans may want to store in less.
    /// </summary>
    /// <param name="read">Gives the same bytes whenever it is asked.</param>
    public void KeepPayloadElsewhere(Func<ReadOnlyMemory<byte>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        _readPayload = read;
    }
}
