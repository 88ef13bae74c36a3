using Learn.Cluster;

namespace Learn;

/// <content>Pods in the hand.</content>
public sealed partial class Lab
{
    /// <summary>What stores the objects: the lab's API server and controllers. What is written here is put into effect by itself; <see cref="SettleAsync"/> waits for it.</summary>
    public ClusterApi Cluster => cluster;

    /// <summary>The pods that run, on all nodes.</summary>
    internal PodRuntime PodsOfNodes => control.Pods;

    /// <summary>A pod in the hand, to make it ready or not, or to let things go wrong with it: <c>await lab.Pod("my-app-1").SetReady(false)</c>.</summary>
    /// <param name="name">The pod's name.</param>
    /// <param name="objectNamespace">Its namespace.</param>
    /// <returns>Whoever has this name when something is asked of it; whether it runs is seen then.</returns>
    public PodControl Pod(string name, string objectNamespace = DefaultNamespace)
        => new(new NamespacedName(objectNamespace, name), control.Pods.FindWorker, cluster, SettleAsync);
}
