using System.Collections.Immutable;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>What changed since the last sync, each object once.</summary>
internal sealed class PendingCauses
{
    private readonly Dictionary<(string Kind, NamespacedName Name), int> _places = [];
    private readonly List<SyncCause> _causes = [];

    internal void Add(SyncCause cause)
    {
        if (_places.TryGetValue((cause.Kind, cause.Name), out int place))
        {
            _causes[place] = _causes[place].Then(cause);
            return;
        }

        _places.Add((cause.Kind, cause.Name), _causes.Count);
        _causes.Add(cause);
    }

    internal ImmutableArray<SyncCause> Take()
    {
        ImmutableArray<SyncCause> taken = [.. _causes];
        _causes.Clear();
        _places.Clear();
        return taken;
    }
}
