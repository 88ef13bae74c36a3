using System.Collections.Immutable;
using Learn.Cluster;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Everything that keeps a lab's world in line with its cluster: the workers of the cluster as a whole and those of each node. A change in
/// the cluster wakes them all; <see cref="SettleAsync"/> waits until they have nothing left to do.
/// </summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    private readonly LabOptions options;
    private readonly World world;
    private readonly ClusterApi cluster;
    private readonly ClusterCache cache;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<Worker> workers;
    private ImmutableList<NodeAgent> agents = [];
    private ProxyConfiguration proxyConfiguration;
    private HashSet<Trouble> reported = [];

    /// <summary>Makes the workers of the cluster; those of the nodes come with <see cref="AddNodes"/>.</summary>
    public ControlPlane(LabOptions options, World world, ClusterApi cluster, LabNetwork network, LabNodes nodes, PodAttachment toolbox, TimeProvider time)
    {
        this.options = options;
        this.world = world;
        this.cluster = cluster;
        this.time = time;
        proxyConfiguration = ConfigurationOf(options);
        Nodes = nodes;
        cache = new ClusterCache(cluster);
        Pods = new PodRuntime(world, network);
        Dns = new ClusterDns(Quiescence, cluster, Pods, time);
        Names = new NamesController(Quiescence, Dns, Pods, toolbox, ClusterDomain.NameServer(options.Addresses.Primary.Services), time);
        Cloud = new CloudProvider(Quiescence, cluster, cache, nodes, network.Clients, world.Root, options, HealthPort(options), time);
        workers =
        [
            new ClockWorker(Quiescence, cluster, cache, time),
            new SchedulerWorker(Quiescence, cluster, cache, nodes, time),
            new NodeLifecycleWorker(Quiescence, cluster, cache, nodes, options.NodeMonitorGracePeriod, time),
            Dns,
            Names,
            Cloud,
        ];
        cache.Changed += change =>
        {
            // An event is a message for people; nothing follows from it.
            if (change.Kind != ResourceKind.Event)
            {
                Wake();
            }
        };
        world.Ended.UnsafeRegister(_ => Quiescence.Break(new InvalidOperationException("its world has ended, because its helper process is gone.")), null);
    }

    /// <summary>What is under way.</summary>
    public Quiescence Quiescence { get; } = new();

    /// <summary>What the nodes' kube-proxies did.</summary>
    public SyncJournal Journal { get; } = new();

    /// <summary>The objects as watchers see them.</summary>
    public ClusterCache Cache => cache;

    /// <summary>The nodes.</summary>
    public LabNodes Nodes { get; }

    /// <summary>The pods that run.</summary>
    public PodRuntime Pods { get; }

    /// <summary>The cluster's DNS.</summary>
    public ClusterDns Dns { get; }

    /// <summary>The names of the cluster.</summary>
    public NamesController Names { get; }

    /// <summary>The load balancer.</summary>
    public CloudProvider Cloud { get; }

    /// <summary>The nodes with their programs.</summary>
    public IReadOnlyList<NodeAgent> Agents => agents;

    /// <summary>kube-proxy's configuration where nobody says otherwise.</summary>
    public static ProxyConfiguration ConfigurationOf(LabOptions options)
        => options.KubeProxy ?? ProxyConfiguration.Default with
        {
            ClusterCidrs = [.. options.Addresses.Ranges.Select(ranges => ranges.Pods)],
            // A learner should not wait for up to a second after each change.
            Iptables = ProxyConfiguration.Default.Iptables with { MinSyncPeriod = TimeSpan.Zero },
        };

    /// <summary>Lets the workers of the cluster run.</summary>
    public void Start()
    {
        if (options.ClusterDns)
        {
            cluster.Apply(ClusterDnsManifest.Text([.. options.Addresses.Ranges.Select(ranges => ClusterDomain.NameServer(ranges.Services))]));
        }

        foreach (var worker in workers)
        {
            worker.Start();
        }
    }

    /// <summary>Registers nodes with the cluster, and starts their programs.</summary>
    public void AddNodes(IReadOnlyList<LabNode> nodes)
    {
        Nodes.Add(nodes);
        foreach (var node in nodes)
        {
            cluster.Create(NodeManifest.Of(node, time.GetUtcNow()));
        }

        foreach (var node in nodes)
        {
            var proxy = NewProxy(node);
            var agent = new NodeAgent(node, new Kubelet(Quiescence, cluster, cache, Pods, node, options.CrashBackoff, time), proxy);
            agents = agents.Add(agent);
            proxy.Start();
            agent.Kubelet.Start();
        }
    }

    /// <summary>
    /// Starts every node's kube-proxy anew with another configuration; one that was stopped takes it when it is started. The old one's rules stay, as they do
    /// when a kube-proxy restarts.
    /// </summary>
    public async Task ConfigureProxiesAsync(ProxyConfiguration configuration)
    {
        proxyConfiguration = configuration;
        foreach (var agent in agents.Where(agent => agent.Proxy is not null))
        {
            await StopProxyAsync(agent.Node);
            StartProxy(agent.Node);
        }
    }

    /// <summary>Ends the kube-proxy of a node, if it runs. What it wrote stays.</summary>
    public async Task StopProxyAsync(LabNode node)
    {
        var agent = AgentOf(node);
        if (agent.Proxy is { } proxy)
        {
            agents = agents.Replace(agent, agent with { Proxy = null });
            await proxy.DisposeAsync();
            Cloud.Wake();
        }
    }

    /// <summary>Starts the kube-proxy of a node, if it does not run.</summary>
    public void StartProxy(LabNode node)
    {
        var agent = AgentOf(node);
        if (agent.Proxy is not null)
        {
            return;
        }

        var proxy = NewProxy(node);
        agents = agents.Replace(agent, agent with { Proxy = proxy });
        proxy.Start();
        if (node.IsCutOff)
        {
            proxy.Pause();
        }
    }

    /// <summary>Ends the programs of a node, and forgets it.</summary>
    public async Task RemoveNodeAsync(LabNode node)
    {
        var agent = AgentOf(node);
        agents = agents.Remove(agent);
        Nodes.Remove(node);
        foreach (var worker in agent.Workers)
        {
            await worker.DisposeAsync();
        }

        Journal.Forget(node.Name);
    }

    /// <summary>Lets the programs of a node hear the cluster, or not, after its cable was plugged in or unplugged.</summary>
    public void Follow(LabNode node)
    {
        foreach (var worker in AgentOf(node).Workers)
        {
            if (node.IsCutOff)
            {
                worker.Pause();
            }
            else
            {
                worker.Resume();
            }
        }

        Wake();
    }

    /// <summary>The programs of a node.</summary>
    public NodeAgent AgentOf(LabNode node) => agents.First(agent => agent.Node == node);

    /// <summary>Waits until everything that changed before this call is in effect.</summary>
    /// <exception cref="LabException">Something cannot be put into effect (told once), or takes too long, or the lab is gone.</exception>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await Quiescence.WaitAsync(options.Patience, cancellationToken);
        var present = workers.Concat(agents.SelectMany(agent => agent.Workers)).SelectMany(worker => worker.Troubles).ToHashSet();
        var news = present.Except(reported).ToList();
        reported = present;
        if (news.Count > 0)
        {
            throw new LabException(string.Join('\n', news));
        }
    }

    /// <summary>Waits until the rules of every node are what its kube-proxy has been told by now, whatever else is under way.</summary>
    /// <exception cref="LabException">It takes too long, or the lab is gone.</exception>
    public Task WaitForRulesAsync(CancellationToken cancellationToken) => Quiescence.WaitAsync(options.Patience, cancellationToken, rulesOnly: true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        cache.Dispose();
        await Task.WhenAll(workers.Concat(agents.SelectMany(agent => agent.Workers)).Select(worker => worker.DisposeAsync().AsTask()));
        Quiescence.Break(new OperationCanceledException("it was closed."));
    }

    private NodeProxyWorker NewProxy(LabNode node)
    {
        var proxy = new NodeProxyWorker(Quiescence, cluster, node, proxyConfiguration, options.Addresses, Journal, time);
        proxy.Synced += Cloud.Wake;
        return proxy;
    }

    private static int HealthPort(LabOptions options)
        => System.Net.IPEndPoint.TryParse(ConfigurationOf(options).HealthzBindAddress, out var endpoint) ? endpoint.Port : 0;

    private void Wake()
    {
        foreach (var worker in workers)
        {
            worker.Wake();
        }

        foreach (var agent in agents)
        {
            agent.Kubelet.Wake();
        }
    }
}
