using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private readonly List<ServiceState> _pending = [];
    private readonly EndpointGroups _join = new(nodeName, family);
    private readonly List<PortState> _made = [];
    private readonly List<PortState> _gone = [];
    private int _pendingSlices;

    /// <summary>All service ports, sorted. The array is never changed, only replaced.</summary>
    internal PortState[] Ports { get; private set; } = [];

    /// <summary>The service ports with a health check node port.</summary>
    internal HashSet<PortState> HealthChecked { get; } = [];

    /// <summary>Number of the endpoints of all service ports, whether they are used or not.</summary>
    internal int EndpointCount { get; private set; }

    /// <summary>Goes up by one each time changes are taken over; new <see cref="PortState"/>s carry it.</summary>
    internal int Generation { get; private set; }

    internal bool HasPendingChanges => PendingServices + _pendingSlices > 0;

    /// <summary>Number of Services with a change of their own that is not taken over yet.</summary>
    internal int PendingServices { get; private set; }

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
        bool wasPending = !state.PendingPorts.IsDefault;
        state.SetPorts(ports);
        bool isPending = !state.PendingPorts.IsDefault;
        PendingServices += (isPending ? 1 : 0) - (wasPending ? 1 : 0);
        if (isPending)
        {
            List(state);
        }
        else
        {
            ForgetIfEmpty(state);
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
        var changed = new List<NamespacedName>(_pending.Count);
        foreach (ServiceState state in _pending)
        {
            state.IsListed = false;
            if (state.PendingPorts.IsDefault && !state.HasPendingSlices)
            {
                // Its change was taken back.
                ForgetIfEmpty(state);
                continue;
            }

            changed.Add(state.Name);
            flows.ServiceChanged(state.ApplyPorts(), state.Ports);
            flows.EndpointsChanged(state.Name, state.ApplySlices(_join), state.Endpoints);
            MakePorts(state);
            ForgetIfEmpty(state);
        }

        _pending.Clear();
        PendingServices = _pendingSlices = 0;
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

        _pendingSlices++;
        List(state);
        return true;
    }

    private void List(ServiceState state)
    {
        if (!state.IsListed)
        {
            state.IsListed = true;
            _pending.Add(state);
        }
    }

    private void ForgetIfEmpty(ServiceState state)
    {
        if (state.IsEmpty && !state.IsListed)
        {
            _services.Remove(state.Name);
        }
    }

    private void MakePorts(ServiceState state)
    {
        foreach (PortState former in state.PortStates)
        {
            former.IsGone = true;
            HealthChecked.Remove(former);
            EndpointCount -= former.Endpoints.Length;
        }

        _gone.AddRange(state.PortStates);
        var ports = new PortState[state.Ports.Length];
        for (int index = 0; index < ports.Length; index++)
        {
            ServicePort port = state.Ports[index];
            ImmutableArray<Endpoint> endpoints = EndpointGroup.Find(state.Endpoints, port.Name.Port, port.Protocol);
            ports[index] = new PortState(port, endpoints, Zone, Generation);
            EndpointCount += endpoints.Length;
            if (port.HealthCheckNodePort != 0)
            {
                HealthChecked.Add(ports[index]);
            }
        }

        _made.AddRange(ports);
        state.PortStates = ImmutableCollectionsMarshal.AsImmutableArray(ports);
    }

    private void MergePorts()
    {
        Ports = PortMerge.Merge(Ports, _gone, _made);
        _gone.Clear();
        _made.Clear();
    }
}
