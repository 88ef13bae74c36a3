using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>A write in progress: it sees its own changes; nobody else does until it is committed.</summary>
internal sealed class Transaction(ClusterState start, ClusterOptions options, DateTime now)
{
    private readonly Dictionary<ResourceKind, ImmutableSortedDictionary<NamespacedName, IKubernetesObject<V1ObjectMeta>>.Builder> builders = [];
    private readonly List<ClusterEvent> events = [];
    private readonly ImmutableDictionary<IndexKey, ImmutableSortedSet<NamespacedName>>.Builder index = start.Index.ToBuilder();
    private RandomSequence random = start.Random;
    private long resourceVersion = start.ResourceVersion;
    private Agenda agenda = start.Agenda;

    public ClusterOptions Options => options;

    /// <summary>The time of the write, UTC, in whole seconds as the API stores it.</summary>
    public DateTime Now { get; } = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    /// <summary>The time of the write, UTC, exactly: what has to be so old already is judged by it.</summary>
    public DateTime Instant { get; } = now;

    /// <summary>The addresses of Services, by the Service that has them.</summary>
    public ImmutableDictionary<IPAddress, NamespacedName>.Builder ServiceAddresses { get; } = start.ServiceAddresses.ToBuilder();

    /// <summary>The node ports and health check node ports, by the Service that has them.</summary>
    public ImmutableDictionary<int, NamespacedName>.Builder NodePorts { get; } = start.NodePorts.ToBuilder();

    /// <summary>What the controllers are to look at although it did not change.</summary>
    public List<Appointment> Revisit { get; } = [];

    /// <summary>The version of the store with what changed so far.</summary>
    public long ResourceVersion => resourceVersion;

    /// <summary>What changed so far, in order.</summary>
    public IReadOnlyList<ClusterEvent> Events => events;

    public IKubernetesObject<V1ObjectMeta>? Find(ResourceKind kind, NamespacedName name) => Of(kind).GetValueOrDefault(name);

    public T? Find<T>(NamespacedName name) where T : class, IKubernetesObject<V1ObjectMeta> => (T?)Find(ResourceKind.For<T>(), name);

    public IEnumerable<IKubernetesObject<V1ObjectMeta>> List(ResourceKind kind) => Of(kind).Values;

    /// <summary>The names of the objects that an index leads to, in order.</summary>
    public ImmutableSortedSet<NamespacedName> Lookup(IndexKey key) => index.GetValueOrDefault(key, []);

    /// <summary>Stores an object that nobody else holds, and records the event.</summary>
    public void Put(ResourceKind kind, IKubernetesObject<V1ObjectMeta> instance)
    {
        var name = NameOf(instance);
        var previous = Find(kind, name);
        resourceVersion++;
        instance.ApiVersion = kind.ApiVersion;
        instance.Kind = kind.Kind;
        instance.Metadata.ResourceVersion = resourceVersion.ToString(CultureInfo.InvariantCulture);
        Of(kind)[name] = instance;
        Reindex(name, previous, instance);
        events.Add(new(previous is null ? ClusterEventType.Added : ClusterEventType.Modified, kind, instance, previous, resourceVersion));
    }

    /// <summary>Removes an object and records the event.</summary>
    public void Remove(ResourceKind kind, NamespacedName name)
    {
        var previous = Find(kind, name)!;
        resourceVersion++;
        Of(kind).Remove(name);
        agenda = agenda.With(kind.Kind, name, null);
        Reindex(name, previous, null);
        var last = DeepCopy.WithOwnMetadata(previous);
        last.Metadata.ResourceVersion = resourceVersion.ToString(CultureInfo.InvariantCulture);
        events.Add(new(ClusterEventType.Deleted, kind, last, previous, resourceVersion));
    }

    /// <summary>Asks for a look at an object at a time, or (with null) for none.</summary>
    public void SetAppointment(ResourceKind kind, NamespacedName name, DateTime? at) => agenda = agenda.With(kind.Kind, name, at);

    /// <summary>Takes what is to be looked at by now off the agenda.</summary>
    public IReadOnlyList<Appointment> TakeDue()
    {
        var due = agenda.Appointments.TakeWhile(appointment => appointment.At <= Instant).ToArray();
        foreach (var appointment in due)
        {
            agenda = agenda.With(appointment.Kind, appointment.Name, null);
        }

        return due;
    }

    /// <summary>A random number from 0 to <paramref name="limit"/> - 1.</summary>
    public long NextRandom(long limit)
    {
        (var number, random) = random.Next();
        return (long)(number % (ulong)limit);
    }

    /// <summary>A new uid.</summary>
    public string NextUid()
    {
        (var high, random) = random.Next();
        (var low, random) = random.Next();
        return RandomSequence.ToUuid(high, low);
    }

    /// <summary>The state after the write.</summary>
    public ClusterState Complete()
    {
        var objects = start.Objects.ToBuilder();
        foreach (var (kind, builder) in builders)
        {
            objects[kind] = builder.ToImmutable();
        }

        return new ClusterState
        {
            Objects = objects.ToImmutable(),
            ResourceVersion = resourceVersion,
            Random = random,
            ServiceAddresses = ServiceAddresses.ToImmutable(),
            NodePorts = NodePorts.ToImmutable(),
            Index = index.ToImmutable(),
            Agenda = agenda,
        };
    }

    public static NamespacedName NameOf(IKubernetesObject<V1ObjectMeta> instance) =>
        new(instance.Metadata.NamespaceProperty ?? "", instance.Metadata.Name);

    private void Reindex(
        NamespacedName name, IKubernetesObject<V1ObjectMeta>? before, IKubernetesObject<V1ObjectMeta>? after)
    {
        var old = IndexKey.Of(before);
        var current = IndexKey.Of(after);
        foreach (var key in old.Where(key => !current.Contains(key)))
        {
            var rest = index[key].Remove(name);
            if (rest.IsEmpty)
            {
                index.Remove(key);
            }
            else
            {
                index[key] = rest;
            }
        }

        foreach (var key in current.Where(key => !old.Contains(key)))
        {
            index[key] = Lookup(key).Add(name);
        }
    }

    private ImmutableSortedDictionary<NamespacedName, IKubernetesObject<V1ObjectMeta>>.Builder Of(ResourceKind kind)
    {
        if (!builders.TryGetValue(kind, out var builder))
        {
            builders.Add(kind, builder = start.Of(kind).ToBuilder());
        }

        return builder;
    }
}
