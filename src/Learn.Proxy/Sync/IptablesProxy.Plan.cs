using System.Collections.Immutable;
using System.Net;
using Learn.Cluster;

namespace Learn.Proxy;

/// <content>Syncs.</content>
public sealed partial class IptablesProxy
{
    private readonly List<NamespacedName> _changed = [];
    private StaleFlows _flows = new();
    private RuleSettings? _settings;
    private SyncPlan? _outstanding;
    private DateTimeOffset? _lastStaleSearch;
    private int _plannedGeneration;
    private bool _isStarted;

    private bool IsLargeCluster => _state.EndpointCount > LargeClusterEndpoints;

    /// <summary>
    /// Takes all changes over and tells what the next sync will do. A sync then makes sure of <see cref="SyncOutlook.Setup"/>, reads the
    /// chains of the nat table if <see cref="SyncOutlook.ReadsNatChains"/> says so, and calls <see cref="Plan"/>.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <exception cref="InvalidOperationException">There is an <see cref="Obstacle"/>.</exception>
    public SyncOutlook Prepare(DateTimeOffset now)
    {
        if (Obstacle is not null)
        {
            throw new InvalidOperationException(Obstacle);
        }

        if (_outstanding is not null)
        {
            // Nobody knows what became of it.
            Failed(_outstanding);
        }

        _settings ??= MakeSettings();
        bool isNewZone = TakeZone();
        _changed.AddRange(_state.Absorb(_flows));
        if (isNewZone)
        {
            _state.ChooseAgain();
        }

        Metrics.ServiceChangesPending.Set(0);
        Metrics.EndpointChangesPending.Set(0);
        bool readsChains = !IsLargeCluster || _lastStaleSearch is not { } last || now - last > _configuration.Iptables.SyncPeriod;
        return new(NeedsFullSync, readsChains, NeedsFullSync ? ChainSetup.For(Family) : []);
    }

    /// <summary>Plans a sync, whether something changed or not. Report how it went before the next plan.</summary>
    /// <param name="input">What has to be known about the node.</param>
    /// <exception cref="InvalidOperationException">There is an <see cref="Obstacle"/>.</exception>
    public SyncPlan Plan(SyncInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SyncOutlook outlook = Prepare(input.Now);
        RuleSettings settings = _settings!;
        PortState[] ports = _state.Ports;
        bool large = IsLargeCluster;
        ImmutableArray<SysctlSetting> sysctls = _isStarted ? [] : StartSysctls();
        IReadOnlyList<string> stale = FindStaleChains(outlook, input);
        var writer = new PayloadWriter(settings, !large, ports, outlook.IsFull ? 0 : _plannedGeneration + 1, _sharedText);
        ReadOnlyMemory<byte> payload = writer.Write(stale, input.LocalAddresses);
        var plan = new SyncPlan(() => DesiredRuleset.Build(settings, !large, ports, input.LocalAddresses))
        {
            Family = Family,
            PlannedAt = input.Now,
            IsFull = outlook.IsFull,
            IsLargeCluster = large,
            Setup = outlook.Setup,
            Sysctls = sysctls,
            Payload = payload,
            FilterRules = writer.FilterRules,
            NatRules = writer.NatRules,
            NatRulesOwned = writer.NatRulesOwned,
            DeletedChains = [.. stale],
            StaleFlows = _flows.ToDeletions(Family, _state.Find),
            ChangedServices = TakeChanged(),
            PortsWithoutInternalLocalEndpoints = writer.PortsWithoutInternalEndpoints,
            PortsWithoutExternalLocalEndpoints = writer.PortsWithoutExternalEndpoints,
            HealthCheckNodePorts = HealthCheckNodePorts(_state.HealthChecked),
            LocalReadyEndpoints = LocalReadyEndpoints(_state.HealthChecked),
        };
        _isStarted = true;
        _plannedGeneration = _state.Generation;
        NeedsFullSync = false;
        _flows = new();
        _outstanding = plan;
        return plan;
    }

    /// <summary>Reports that everything in a plan up to the restore succeeded.</summary>
    /// <param name="plan">The last plan.</param>
    /// <param name="now">The time; null for the time of the plan.</param>
    public void Succeeded(SyncPlan plan, DateTimeOffset? now = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (_outstanding == plan)
        {
            _outstanding = null;
        }

        Metrics.Succeeded(plan, now ?? plan.PlannedAt);
    }

    /// <summary>Reports that a plan could not be carried out: the next sync is a full one.</summary>
    /// <param name="plan">The last plan.</param>
    /// <param name="now">The time; null for the time of the plan.</param>
    public void Failed(SyncPlan plan, DateTimeOffset? now = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (_outstanding == plan)
        {
            _outstanding = null;
        }

        NeedsFullSync = true;
        Metrics.Failed(plan, now ?? plan.PlannedAt);
    }

    private static ImmutableDictionary<NamespacedName, int> HealthCheckNodePorts(IReadOnlyCollection<PortState> ports)
    {
        var found = ImmutableDictionary.CreateBuilder<NamespacedName, int>();
        foreach (PortState port in ports)
        {
            found[port.Port.Name.Service] = port.Port.HealthCheckNodePort;
        }

        return found.ToImmutable();
    }

    private static ImmutableDictionary<NamespacedName, int> LocalReadyEndpoints(IReadOnlyCollection<PortState> ports)
    {
        var addresses = new Dictionary<NamespacedName, HashSet<string>>();
        foreach (PortState port in ports)
        {
            if (!addresses.TryGetValue(port.Port.Name.Service, out HashSet<string>? own))
            {
                addresses.Add(port.Port.Name.Service, own = []);
            }

            // A pod with two ports is one endpoint here; one that terminates is none.
            own.UnionWith(port.Endpoints
                .Where(static endpoint => endpoint.IsLocal && endpoint.IsReady)
                .Select(static endpoint => endpoint.Address));
        }

        return addresses.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Count);
    }

    private ImmutableArray<NamespacedName> TakeChanged()
    {
        _changed.Sort();
        int kept = 0;
        for (int index = 0; index < _changed.Count; index++)
        {
            // A Service that changed again after it was taken over by a sync that did not come about stands here twice.
            if (index == 0 || _changed[index] != _changed[kept - 1])
            {
                _changed[kept++] = _changed[index];
            }
        }

        ImmutableArray<NamespacedName> changed = [.. System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_changed)[..kept]];
        _changed.Clear();
        return changed;
    }

    private RuleSettings MakeSettings()
    {
        IptablesConfiguration rules = _configuration.Iptables;
        IPAddress bind = _configuration.BindAddress;
        bool isBound = !bind.Equals(IPAddress.Any) && !bind.Equals(IPAddress.IPv6Any) && AddressForms.FamilyOf(bind) == Family;
        return new(
            Family,
            rules.MasqueradeMark,
            rules.MasqueradeAll,
            LocalhostNodePorts: SysctlSetting.UsesLocalhostNodePorts(_configuration, Family),
            DropsInvalid: !_environment.ConntrackIsLiberal && !_configuration.Conntrack.TcpBeLiberal,
            _environment.HasRandomFully,
            new NodePortAddresses(_configuration.NodePortAddresses, Family),
            PodDetector.From(_configuration, Family, _nodeCidrs ?? []),
            isBound ? bind : _nodeAddress ?? AddressForms.Loopback(Family));
    }

    private ImmutableArray<SysctlSetting> StartSysctls() =>
    [
        .. SysctlSetting.OfConntrack(_configuration.Conntrack, _environment.Processors),
        .. SysctlSetting.OfNodePorts(_configuration, Family),
    ];

    private bool TakeZone()
    {
        string? zone = _nodeLabels.TryGetValue(ZoneLabel, out string? value) ? value : null;
        bool isNew = zone != _state.Zone;
        _state.Zone = zone;
        return isNew;
    }

    private List<string> FindStaleChains(SyncOutlook outlook, SyncInput input)
    {
        if (!outlook.ReadsNatChains || input.NatChains is null)
        {
            return [];
        }

        _lastStaleSearch = input.Now;
        var stale = new HashSet<string>(input.NatChains.Where(ProxyChains.IsServiceChain), StringComparer.Ordinal);
        if (stale.Count > 0)
        {
            Action<string> keep = chain => stale.Remove(chain);
            foreach (PortState port in _state.Ports)
            {
                port.ForEachChain(keep);
            }
        }

        return [.. stale.Order(StringComparer.Ordinal)];
    }
}
