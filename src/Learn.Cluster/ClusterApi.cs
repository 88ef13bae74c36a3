using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server and its controllers are for a learner: it stores objects, fills in defaults, refuses what Kubernetes
/// refuses, allocates addresses and ports, keeps EndpointSlices up to date, and tells listeners about every change. Everything happens at
/// once: when a call returns, the EndpointSlices are up to date and the listeners have been told.
/// <para>Objects are copied on their way in and out, so a caller may change what it gave or got; only the objects of events are shared.
/// All members may be called from any thread.</para></summary>
public sealed partial class ClusterApi
{
    private static readonly string[] FirstNamespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];

    private readonly Lock gate = new();
    private readonly ClusterOptions options;
    private readonly TimeProvider time;
    private readonly EventLog log;
    private ClusterState state;

    /// <summary>Starts an empty cluster with the namespaces default, kube-node-lease, kube-public and kube-system.</summary>
    /// <param name="options">How the cluster is set up.</param>
    /// <param name="time">The clock, for creation and deletion times.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public ClusterApi(ClusterOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ClusterOptionsRules.Check(options);
        this.options = options;
        this.time = time;
        log = new EventLog(options.EventHistory);
        state = new ClusterState { ResourceVersion = 0, Random = new RandomSequence(options.Seed) };
        Write(transaction =>
        {
            foreach (var name in FirstNamespaces)
            {
                ObjectWriter.Create(transaction, ResourceKind.Namespace, new V1Namespace { Metadata = new V1ObjectMeta { Name = name } });
            }

            return true;
        });
    }

    /// <summary>How the cluster is set up.</summary>
    public ClusterOptions Options => options;

    /// <summary>The version of the whole store; it grows by one with each change of an object.</summary>
    public long ResourceVersion => Volatile.Read(ref state).ResourceVersion;

    /// <summary>Creates an object.</summary>
    /// <returns>A copy of the stored object.</returns>
    /// <exception cref="ClusterApiException">AlreadyExists, Invalid, NotFound (its namespace), Forbidden.</exception>
    public T Create<T>(T instance) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        ArgumentNullException.ThrowIfNull(instance);
        var kind = ResourceKind.For(instance.GetType());
        return Write(transaction => (T)ObjectWriter.Create(transaction, kind, InDefaultNamespace(kind, instance)));
    }

    /// <summary>Replaces an object, except its status. If the given object has a resourceVersion, it must be the current one.</summary>
    /// <returns>A copy of the stored object.</returns>
    /// <exception cref="ClusterApiException">NotFound, Conflict, Invalid.</exception>
    public T Update<T>(T instance) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        ArgumentNullException.ThrowIfNull(instance);
        var kind = ResourceKind.For(instance.GetType());
        return Write(transaction => (T)ObjectWriter.Update(transaction, kind, InDefaultNamespace(kind, instance), isStatus: false));
    }

    /// <summary>Changes an object, except its status, as <c>kubectl edit</c> does.</summary>
    /// <param name="ns">Its namespace; ignored for kinds without namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="change">Changes the copy that it is given.</param>
    /// <returns>A copy of the stored object.</returns>
    /// <exception cref="ClusterApiException">NotFound, Invalid.</exception>
    public T Update<T>(string ns, string name, Action<T> change) where T : class, IKubernetesObject<V1ObjectMeta> =>
        Change(ns, name, change, isStatus: false);

    /// <summary>Replaces the status of an object, and the labels and annotations, as kubelet and the cloud controllers do. If the given
    /// object has a resourceVersion, it must be the current one.</summary>
    /// <returns>A copy of the stored object.</returns>
    /// <exception cref="ClusterApiException">NotFound, Conflict, Invalid.</exception>
    public T UpdateStatus<T>(T instance) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        ArgumentNullException.ThrowIfNull(instance);
        var kind = ResourceKind.For<T>();
        return Write(transaction => (T)ObjectWriter.Update(transaction, kind, InDefaultNamespace(kind, instance), isStatus: true));
    }

    /// <summary>Changes the status of an object.</summary>
    /// <param name="ns">Its namespace; ignored for kinds without namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="change">Changes the copy that it is given.</param>
    /// <returns>A copy of the stored object.</returns>
    /// <exception cref="ClusterApiException">NotFound, Invalid.</exception>
    public T UpdateStatus<T>(string ns, string name, Action<T> change) where T : class, IKubernetesObject<V1ObjectMeta> =>
        Change(ns, name, change, isStatus: true);

    private T Change<T>(string ns, string name, Action<T> change, bool isStatus) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        ArgumentNullException.ThrowIfNull(change);
        var kind = ResourceKind.For<T>();
        return Write(transaction =>
        {
            var copy = DeepCopy.Of((T?)transaction.Find(kind, Key(kind, ns, name)) ?? throw ClusterApiException.NotFound(kind, name));
            change(copy);
            return (T)ObjectWriter.Update(transaction, kind, copy, isStatus);
        });
    }

    /// <summary>Runs a write against a copy of the state, lets the controllers follow, and makes it the state; when the write fails, the
    /// state stays what it was.</summary>
    private TResult Write<TResult>(Func<Transaction, TResult> write, bool keep = true)
    {
        TResult result;
        lock (gate)
        {
            var transaction = new Transaction(state, options, time.GetUtcNow().UtcDateTime);
            result = write(transaction);
            new WorkloadControllers(transaction).Run();
            new EndpointSliceController(transaction).Run();
            if (!keep)
            {
                return result;
            }

            state = transaction.Complete();
            log.Append(transaction.Events);
        }

        log.Deliver();
        return result is IKubernetesObject<V1ObjectMeta> stored ? (TResult)(object)DeepCopy.Of(stored) : result;
    }

    private static NamespacedName Key(ResourceKind kind, string? ns, string name) =>
        new(kind.IsNamespaced ? string.IsNullOrEmpty(ns) ? "default" : ns : "", name);

    private static T InDefaultNamespace<T>(ResourceKind kind, T instance) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!kind.IsNamespaced || !string.IsNullOrEmpty(instance.Metadata?.NamespaceProperty))
        {
            return instance;
        }

        var copy = DeepCopy.Of(instance);
        copy.Metadata ??= new V1ObjectMeta();
        copy.Metadata.NamespaceProperty = "default";
        return copy;
    }
}
