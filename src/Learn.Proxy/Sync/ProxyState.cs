using System.Collections.Immutable;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// The Services and endpoints that one half of a kube-proxy knows: changes come in one by one and are noted, and a sync takes them over
/// all at once.
/// </summary>
internal sealed class ProxyState(string nodeName, IpFamily family)
{
    private readonly Dictionary<NamespacedName, ServiceState> _services = [];
    private readonly Dictionary<NamespacedName, NamespacedName> _ownerOfSlice = [];
    private readonly HashSet<ServiceState> _pendingServices = [];
    private readonly HashSet<ServiceState> _pendingSlices = [];
    private readonly EndpointGroups _join = new(nodeName, family);
    private readonly List<PortState> _sortBuffer = [];

    /// <summary>All service ports, sorted. The array is never changed, only replaced.</summary>
    internal PortState[] Ports { get; private set; } = [];

    /// <summary>Number of the endpoints of all service ports, whether they are used or not.</summary>
    internal int EndpointCount { get; private set; }

    /// <summary>Goes up by one each time changes are taken over; new <see cref="PortState"/>s carry it.</summary>
    internal int Generation { get; private set; }

    internal bool HasPendingChanges => _pendingServices.Count + _pendingSlices.Count > 0;

    internal int PendingServices => _pendingServices.Count;

    /// <summary>The zone of the node.</summary>
    internal string? Zone { get; set; }

    /// <summary>Notes a Service, or its end. True if something is left to be synced.</summary>
    internal bool SetService(NamespacedName name, ImmutableArray<ServicePort> ports)
    {
        if (ports.IsEmpty && !_services.ContainsKey(name))
        {
            return HasPendingChanges;
        }

        ServiceState state = StateOf(name);
        state.SetPorts(ports);
        if (state.PendingPorts.IsDefault)
        {
            _pendingServices.Remove(state);
            ForgetIfEmpty(state);
        }
        else
        {
            _pendingServices.Add(state);
        }

        return HasPendingChanges;
    }

    /// <summary>Notes a slice. True if it says something new.</summary>
    internal bool SetSlice(NamespacedName slice, string owner, V1EndpointSlice content)
    {
        var service = new NamespacedName(slice.Namespace, owner);
        bool changed = false;
        if (_ownerOfSlice.TryGetValue(slice, out NamespacedName former) && former != service)
        {
            changed = RemoveSlice(slice);
        }

        _ownerOfSlice[slice] = service;
        return NoteSlice(StateOf(service), slice.Name, content) || changed;
    }

    /// <summary>Notes the end of a slice. True if it was there.</summary>
    internal bool RemoveSlice(NamespacedName slice) =>
        _ownerOfSlice.Remove(slice, out NamespacedName owner)
        && _services.TryGetValue(owner, out ServiceState? state)
        && NoteSlice(state, slice.Name, null);

    /// <summary>Takes all pending changes over.</summary>
    /// <param name="flows">Collects what they leave behind in connection tracking.</param>
    /// <returns>The changed Services.</returns>
    internal List<NamespacedName> Absorb(StaleFlows flows)
    {
        if (!HasPendingChanges)
        {
            return [];
        }

        Generation++;
        foreach (ServiceState state in _pendingServices)
        {
            flows.ServiceChanged(state.ApplyPorts(), state.Ports);
        }

        foreach (ServiceState state in _pendingSlices)
        {
            flows.EndpointsChanged(state.Name, state.ApplySlices(_join), state.Endpoints);
        }

        _pendingServices.UnionWith(_pendingSlices);
        foreach (ServiceState state in _pendingServices)
        {
            MakePorts(state);
            ForgetIfEmpty(state);
        }

        List<NamespacedName> changed = [.. _pendingServices.Select(state => state.Name)];
        _pendingServices.Clear();
        _pendingSlices.Clear();
        MergePorts();
        return changed;
    }

    /// <summary>Makes all choices anew: the zone of the node has changed.</summary>
    internal void ChooseAgain()
    {
        Generation++;
        foreach (ServiceState state in _services.Values)
        {
            MakePorts(state);
        }

        MergePorts();
    }

    /// <summary>The service port of this name as it is applied; null if there is none.</summary>
    internal ServicePort? Find(ServicePortName name) => _services.TryGetValue(name.Service, out ServiceState? state)
        ? state.Ports.FirstOrDefault(port => port.Name == name)
        : null;

    private ServiceState StateOf(NamespacedName name)
    {
        if (!_services.TryGetValue(name, out ServiceState? state))
        {
            _services.Add(name, state = new ServiceState(name));
        }

        return state;
    }

    private bool NoteSlice(ServiceState state, string slice, V1EndpointSlice? content)
    {
        if (!state.SetSlice(slice, content))
        {
            ForgetIfEmpty(state);
            return false;
        }

        _pendingSlices.Add(state);
        return true;
    }

    private void ForgetIfEmpty(ServiceState state)
    {
        if (state.IsEmpty)
        {
            _services.Remove(state.Name);
        }
    }

    private void MakePorts(ServiceState state)
    {
        foreach (PortState former in state.PortStates)
        {
            former.IsGone = true;
            EndpointCount -= former.Endpoints.Length;
        }

        var ports = ImmutableArray.CreateBuilder<PortState>(state.Ports.Length);
        foreach (ServicePort port in state.Ports)
        {
            ImmutableArray<Endpoint> endpoints = EndpointGroup.Find(state.Endpoints, port.Name.Port, port.Protocol);
            var made = new PortState(port, endpoints, Zone, Generation);
            EndpointCount += endpoints.Length;
            ports.Add(made);
            _sortBuffer.Add(made);
        }

        state.PortStates = ports.MoveToImmutable();
    }

    // The old array is sorted already: one pass puts the new ones between what is left of it.
    private void MergePorts()
    {
        _sortBuffer.Sort(static (left, right) => left.Port.Name.CompareTo(right.Port.Name));
        int gone = 0;
        foreach (PortState port in Ports)
        {
            gone += port.IsGone ? 1 : 0;
        }

        var merged = new PortState[Ports.Length - gone + _sortBuffer.Count];
        int count = 0, place = 0;
        foreach (PortState port in Ports)
        {
            if (port.IsGone)
            {
                continue;
            }

            while (place < _sortBuffer.Count && _sortBuffer[place].Port.Name < port.Port.Name)
            {
                merged[count++] = _sortBuffer[place++];
            }

            merged[count++] = port;
        }

        while (place < _sortBuffer.Count)
        {
            merged[count++] = _sortBuffer[place++];
        }

        _sortBuffer.Clear();
        Ports = merged;
    }
}
