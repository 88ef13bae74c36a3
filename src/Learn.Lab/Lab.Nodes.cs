using System.Net;
using k8s.Models;

namespace Learn;

/// <content>Adding, removing, emptying and unplugging nodes, also while traffic runs.</content>
public sealed partial class Lab
{
    /// <summary>The nodes of the lab, in the order in which they were added.</summary>
    public IReadOnlyList<NodeOptions> Nodes => [.. control.Nodes.All.Select(node => node.Options)];

    /// <summary>The addresses of a node, one of each family, the primary one first.</summary>
    /// <exception cref="LabException">There is no such node.</exception>
    public IReadOnlyList<IPAddress> AddressesOf(string node) => control.Nodes.Get(node).Addresses;

    /// <summary>Adds a node, and returns when its rules are in place.</summary>
    /// <exception cref="LabException">The name is taken or not allowed.</exception>
    public async Task AddNodeAsync(NodeOptions node, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        ArgumentNullException.ThrowIfNull(node);
        if ((Options with { Nodes = [.. Nodes, node] }).Validate() is { } problem)
        {
            throw new LabException(problem);
        }

        control.AddNodes([await network.AddNodeAsync(node, control.Nodes.All, cancellationToken)]);
        await SettleAsync(cancellationToken);
    }

    /// <summary>
    /// Takes a node away at once, with its pods, as when a machine is switched off for good and its Node object is deleted. Drain it first to
    /// do it gently.
    /// </summary>
    /// <exception cref="LabException">There is no such node, or it is the one that the toolbox is plugged into.</exception>
    public async Task RemoveNodeAsync(string node, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        var gone = control.Nodes.Get(node);
        if (sources.Find(null).Node == gone)
        {
            throw new LabException($"{node} cannot be removed: the host \"{LabNetwork.ToolboxName}\" is plugged into it, from which traffic comes when nobody says otherwise. Remove another node.");
        }

        await control.RemoveNodeAsync(gone);
        cluster.Delete<V1Node>("", gone.Name);
        await network.RemoveNodeAsync(gone, control.Nodes.All, cancellationToken);
        // What the pod garbage collector of a cluster does.
        foreach (var pod in control.Pods.Running.Where(pod => pod.Node == gone).ToList())
        {
            await control.Pods.ForgetAsync(pod, cancellationToken);
            cluster.Delete<V1Pod>(pod.Name.Namespace, pod.Name.Name, gracePeriodSeconds: 0);
        }

        await SettleAsync(cancellationToken);
    }

    /// <summary>Lets no new pod come to a node, as <c>kubectl cordon</c> does. Those that are there stay.</summary>
    /// <exception cref="LabException">There is no such node.</exception>
    public Task<string> CordonAsync(string node, CancellationToken cancellationToken = default)
        => DoAsync(() => cluster.Cordon(control.Nodes.Get(node).Name), cancellationToken);

    /// <summary>Undoes <see cref="CordonAsync"/>.</summary>
    /// <exception cref="LabException">There is no such node.</exception>
    public Task<string> UncordonAsync(string node, CancellationToken cancellationToken = default)
        => DoAsync(() => cluster.Uncordon(control.Nodes.Get(node).Name), cancellationToken);

    /// <summary>
    /// Unplugs the network cable of a node. Packets to and from it are lost; it and the cluster hear nothing of each other, so that its rules stay
    /// as they are. After <see cref="LabOptions.NodeMonitorGracePeriod"/> the cluster takes it for lost.
    /// </summary>
    /// <exception cref="LabException">There is no such node.</exception>
    public Task CutOffAsync(string node, CancellationToken cancellationToken = default) => SetPluggedAsync(node, false, cancellationToken);

    /// <summary>Plugs the cable of a node in again; returns when the node has caught up with the cluster.</summary>
    /// <exception cref="LabException">There is no such node.</exception>
    public Task PlugInAsync(string node, CancellationToken cancellationToken = default) => SetPluggedAsync(node, true, cancellationToken);

    private async Task SetPluggedAsync(string name, bool plugged, CancellationToken cancellationToken)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        var node = control.Nodes.Get(name);
        if (node.IsCutOff != plugged)
        {
            return;
        }

        await network.SetPluggedAsync(node, plugged, cancellationToken);
        node.CutOffSince = plugged ? null : DateTimeOffset.UtcNow;
        control.Follow(node);
        await SettleAsync(cancellationToken);
    }
}
