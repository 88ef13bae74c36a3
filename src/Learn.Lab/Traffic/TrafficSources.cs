using Learn.Cluster;

namespace Learn;

/// <summary>Finds the place in the lab that a learner means.</summary>
internal sealed class TrafficSources(LabNetwork network, LabNodes nodes, PodRuntime pods, PodAttachment toolbox)
{
    private const int MostPodsTold = 20;

    /// <summary>The place called <paramref name="name"/>; null means the toolbox.</summary>
    /// <exception cref="LabException">There is no such place; the message lists those that exist.</exception>
    public TrafficSource Find(string? name)
        => name switch
        {
            null or LabNetwork.ToolboxName => new TrafficSource(LabNetwork.ToolboxName, toolbox.Host, toolbox.Addresses, toolbox.Node, Lab.DefaultNamespace),
            _ => FindClient(name) ?? FindNode(name) ?? FindPod(name) ?? throw Unknown(name),
        };

    /// <summary>The names of all places: the toolbox, the clients, the nodes, the pods that run.</summary>
    public IEnumerable<string> Names => FixedNames.Concat(PodNames);

    private IEnumerable<string> FixedNames =>
        [LabNetwork.ToolboxName, .. network.Clients.Select(client => client.Name), .. nodes.All.Select(node => $"node/{node.Name}")];

    private IEnumerable<string> PodNames => pods.Running.Select(pod => PodSourceName(pod.Name)).Order(StringComparer.Ordinal);

    private TrafficSource? FindClient(string name)
        => network.Clients.FirstOrDefault(client => client.Name == name) is { } client
            ? new TrafficSource(name, client.Host, client.Addresses, Node: null, Namespace: null)
            : null;

    private TrafficSource? FindNode(string name)
        => nodes.All.FirstOrDefault(node => name == $"node/{node.Name}" || name == node.Name) is { } node
            ? new TrafficSource($"node/{node.Name}", node.Host, node.Addresses, node, Namespace: null)
            : null;

    private TrafficSource? FindPod(string name)
    {
        string[] parts = name.Split('/');
        var podName = parts switch
        {
            ["pod", var pod] => new NamespacedName(Lab.DefaultNamespace, pod),
            ["pod", var podNamespace, var pod] => new NamespacedName(podNamespace, pod),
            [var pod] => new NamespacedName(Lab.DefaultNamespace, pod),
            _ => default,
        };
        return pods.Find(podName) is { } running
            ? new TrafficSource($"pod/{podName.Name}", running.Host, running.Addresses, running.Node, podName.Namespace)
            : null;
    }

    private LabException Unknown(string name)
    {
        var known = FixedNames.Concat(PodNames.Take(MostPodsTold));
        return new LabException($"There is no \"{name}\" in this lab to send traffic from. There are: {string.Join(", ", known)}.");
    }

    private static string PodSourceName(NamespacedName pod)
        => pod.Namespace == Lab.DefaultNamespace ? $"pod/{pod.Name}" : $"pod/{pod}";
}
