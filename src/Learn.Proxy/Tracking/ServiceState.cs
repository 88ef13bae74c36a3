using System.Collections.Immutable;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>What one half of a kube-proxy knows about one Service: what is applied already, and what is pending.</summary>
internal sealed class ServiceState(NamespacedName name)
{
    // Nearly every Service has one slice of a family.
    private readonly List<SliceState> _slices = new(1);

    internal NamespacedName Name { get; } = name;

    /// <summary>The service ports that the last sync was made from.</summary>
    internal ImmutableArray<ServicePort> Ports { get; private set; } = [];

    /// <summary>The service ports after the changes since then; default without such changes.</summary>
    internal ImmutableArray<ServicePort> PendingPorts { get; private set; }

    internal bool HasPendingSlices { get; private set; }

    /// <summary>True while <see cref="ProxyState"/> has this on its list of changed Services.</summary>
    internal bool IsListed { get; set; }

    internal ImmutableArray<EndpointGroup> Endpoints { get; private set; } = [];

    /// <summary>What the generator made of it; parallel to the last <see cref="Ports"/>.</summary>
    internal ImmutableArray<PortState> PortStates { get; set; } = [];

    internal bool IsEmpty => Ports.IsEmpty && PendingPorts.IsDefault && _slices.Count == 0;

    /// <summary>Notes new service ports. A change that comes back to what is applied is no change any more.</summary>
    internal void SetPorts(ImmutableArray<ServicePort> ports) =>
        PendingPorts = Ports.AsSpan().SequenceEqual(ports.AsSpan()) ? default : ports;

    /// <summary>Notes a slice, or with null its end. False if that says nothing new.</summary>
    internal bool SetSlice(string sliceName, V1EndpointSlice? slice)
    {
        int index = _slices.FindIndex(candidate => candidate.Name == sliceName);
        SliceState state = index >= 0 ? _slices[index] : new SliceState(sliceName, null);
        if (slice is null ? state.Latest is null : state.Latest is { } latest && SliceComparer.Same(latest, slice))
        {
            return false;
        }

        state = state with { IsPending = true, Pending = slice };
        if (index >= 0)
        {
            _slices[index] = state;
        }
        else
        {
            _slices.Add(state);
        }

        HasPendingSlices = true;
        return true;
    }

    /// <summary>Makes the pending service ports the applied ones and returns those that were applied before.</summary>
    internal ImmutableArray<ServicePort> ApplyPorts()
    {
        ImmutableArray<ServicePort> former = Ports;
        if (!PendingPorts.IsDefault)
        {
            Ports = PendingPorts;
            PendingPorts = default;
        }

        return former;
    }

    /// <summary>Makes the pending slices the applied ones and returns the endpoints that were applied before.</summary>
    internal ImmutableArray<EndpointGroup> ApplySlices(EndpointGroups join)
    {
        ImmutableArray<EndpointGroup> former = Endpoints;
        if (!HasPendingSlices)
        {
            return former;
        }

        for (int index = _slices.Count - 1; index >= 0; index--)
        {
            SliceState state = _slices[index];
            if (state is { IsPending: true, Pending: null })
            {
                _slices.RemoveAt(index);
            }
            else if (state.IsPending)
            {
                _slices[index] = new(state.Name, state.Pending);
            }
        }

        if (_slices.Count > 1)
        {
            _slices.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        }

        HasPendingSlices = false;
        Endpoints = join.Join(_slices.Count == 1 ? [_slices[0].Applied!] : [.. _slices.Select(static state => state.Applied!)], former);
        return former;
    }

    private readonly record struct SliceState(string Name, V1EndpointSlice? Applied)
    {
        internal bool IsPending { get; init; }

        internal V1EndpointSlice? Pending { get; init; }

        internal V1EndpointSlice? Latest => IsPending ? Pending : Applied;
    }
}
