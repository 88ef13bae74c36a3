using Learn.Cluster;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// A Kubernetes cluster's Services, for real and in private: objects are declared as YAML, kube-proxy's rules are written into a node
/// that is a Linux network namespace, pods are namespaces in which something listens, and traffic is sent by the real curl.
/// Disposing the lab, or the death of its process, leaves nothing behind.
/// </summary>
/// <example>
/// <code>
/// await using var lab = await Lab.StartAsync();
/// await lab.ApplyAsync(yaml);
/// var result = await lab.CurlAsync("http://my-service", count: 300);
/// </code>
/// </example>
public sealed partial class Lab : IAsyncDisposable
{
    private readonly World world;
    private readonly ClusterApi cluster;
    private readonly ControlLoop loop;
    private readonly IDisposable subscription;
    private readonly IReadOnlyList<LabNode> nodes;
    private readonly IReadOnlyDictionary<string, NodeProxy> proxies;
    private readonly NamesController names;
    private readonly TrafficSources sources;
    private readonly TrafficExpectations expectations;

    private Lab(LabOptions options, World world, ClusterApi cluster, LabNetwork network, IReadOnlyList<LabNode> nodes, PodAttachment toolbox)
    {
        Options = options;
        this.world = world;
        this.cluster = cluster;
        this.nodes = nodes;
        var pods = new PodRuntime(world, network);
        names = new NamesController(cluster, pods, toolbox.Host);
        var configuration = options.KubeProxy ?? DefaultProxyConfiguration(options.Addresses);
        proxies = nodes.ToDictionary(node => node.Name, node => new NodeProxy(cluster, node, configuration, TimeProvider.System));
        sources = new TrafficSources(network, options.Addresses, nodes, pods, toolbox);
        expectations = new TrafficExpectations(nodes, pods, names);
        loop = new ControlLoop([
            new SchedulerController(cluster, nodes),
            new PodStartController(cluster, pods, nodes, TimeProvider.System),
            .. proxies.Values,
            names,
            new PodStopController(cluster, pods),
        ]);
        subscription = cluster.Subscribe(_ => loop.Wake());
    }

    /// <summary>How the lab was built.</summary>
    public LabOptions Options { get; }

    /// <summary>The lab's name, by which another terminal finds it.</summary>
    public string Name => world.Name;

    /// <summary>What the machine allowed: which isolation, which iptables backend, and what is less than it could be.</summary>
    public WorldReport Report => world.Report;

    /// <summary>Cancelled when the lab has ended, on purpose or because its helper process died.</summary>
    public CancellationToken Ended => world.Ended;

    /// <summary>Process id of the helper that holds the lab's namespaces.</summary>
    public int HelperProcessId => world.HelperProcessId;

    /// <summary>Starts a lab: a private world, a node with kube-proxy's fixed chains in place, and a client outside the cluster.</summary>
    /// <param name="options">How to build it; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up and takes everything away again.</param>
    /// <exception cref="SandboxUnavailableException">The machine does not allow it; the message says what is missing and how to get it.</exception>
    public static async Task<Lab> StartAsync(LabOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LabOptions();
        options.Progress?.Report("Starting a private world of namespaces …");
        var world = await World.StartAsync((options.World ?? new WorldOptions()) with { Name = options.Name ?? options.World?.Name }, cancellationToken);
        try
        {
            var (network, nodes) = await LabNetwork.CreateAsync(world, options.Addresses, [options.NodeName], cancellationToken);
            var toolbox = await AddToolboxAsync(world, network, nodes[0], cancellationToken);
            var cluster = new ClusterApi(
                new ClusterOptions
                {
                    ServiceCidrs = [options.Addresses.ServiceRange],
                    PodCidrs = [options.Addresses.PodRange],
                    Seed = (ulong)options.Seed,
                    GracefulPodDeletion = true,
                },
                TimeProvider.System);
            foreach (var node in nodes)
            {
                cluster.Apply(NodeManifest.Of(node));
            }

            options.Progress?.Report("Writing kube-proxy's fixed chains …");
            var lab = new Lab(options, world, cluster, network, nodes, toolbox);
            await lab.SettleAsync(cancellationToken);
            return lab;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the lab and everything in it.</summary>
    public async ValueTask DisposeAsync()
    {
        subscription.Dispose();
        foreach (var proxy in proxies.Values)
        {
            proxy.Dispose();
        }

        await loop.DisposeAsync();
        await world.DisposeAsync();
    }

    /// <summary>The lab's name and what the machine allowed.</summary>
    public override string ToString() => $"Lab {Name}\n{Report}";

    // Pods can be told from others by their range, as clusters are usually set up; and a sync follows each change at once, while
    // kube-proxy's default would make a learner wait up to a second.
    private static ProxyConfiguration DefaultProxyConfiguration(AddressPlan addresses)
        => ProxyConfiguration.Default with { ClusterCidrs = [addresses.PodRange] };

    private static async Task<PodAttachment> AddToolboxAsync(World world, LabNetwork network, LabNode node, CancellationToken cancellationToken)
    {
        var toolbox = new PodAttachment(await world.AddHostAsync(LabNetwork.ToolboxName, cancellationToken), node, node.PodAddresses.Take());
        await network.ConnectPodsAsync([toolbox], cancellationToken);
        return toolbox;
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var troubles = await loop.SettleAsync(cancellationToken);
        if (troubles.Count > 0)
        {
            throw new LabException(string.Join('\n', troubles));
        }
    }
}
