using Learn.Cluster;

namespace Learn;

/// <summary>Finds the place in the lab that a learner means.</summary>
internal sealed class TrafficSources(LabNetwork network, AddressPlan plan, IReadOnlyList<LabNode> nodes, PodRuntime pods, PodAttachment toolbox)
{
    /// <summary>The place called <paramref name="name"/>; null means the toolbox.</summary>
    /// <exception cref="LabException">There is no such place; the message lists those that exist.</exception>
    public TrafficSource Find(string? name)
        => name switch
        {
            null or LabNetwork.ToolboxName => new TrafficSource(LabNetwork.ToolboxName, toolbox.Host, toolbox.Address, toolbox.Node, Lab.DefaultNamespace),
            LabNetwork.ClientName => new TrafficSource(name, network.Client, plan.Client, Node: null, Namespace: null),
            _ => FindNode(name) ?? FindPod(name) ?? throw Unknown(name),
        };

    private TrafficSource? FindNode(string name)
        => nodes.FirstOrDefault(node => name == $"node/{node.Name}" || name == node.Name) is { } node
            ? new TrafficSource($"node/{node.Name}", node.Host, node.Address, node, Namespace: null)
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
            ? new TrafficSource($"pod/{podName.Name}", running.Host, running.Address, running.Node, podName.Namespace)
            : null;
    }

    private LabException Unknown(string name)
    {
        var known = new[] { LabNetwork.ToolboxName, LabNetwork.ClientName }
            .Concat(nodes.Select(node => $"node/{node.Name}"))
            .Concat(pods.Running.Select(pod => PodSourceName(pod.Name)).Order(StringComparer.Ordinal).Take(20));
        return new LabException($"There is no \"{name}\" in this lab to send traffic from. There are: {string.Join(", ", known)}.");
    }

    private static string PodSourceName(NamespacedName pod)
        => pod.Namespace == Lab.DefaultNamespace ? $"pod/{pod.Name}" : $"pod/{pod}";
}
