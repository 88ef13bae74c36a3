using Learn.Cluster;
using Learn.Netfilter;
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
    private readonly LabNetwork network;
    private readonly ControlPlane control;
    private readonly TrafficSources sources;
    private readonly HostLookup lookup;
    private readonly TrafficExpectations expectations;

    private Lab(LabOptions options, World world, ClusterApi cluster, LabNetwork network, ControlPlane control, PodAttachment toolbox)
    {
        Options = options;
        this.world = world;
        this.cluster = cluster;
        this.network = network;
        this.control = control;
        sources = new TrafficSources(network, control.Nodes, control.Pods, toolbox);
        lookup = new HostLookup(world.Report.MountsAllowed, (name, podNamespace) => control.Names.Names.Lookup(name, podNamespace));
        expectations = new TrafficExpectations(
            control.Nodes, control.Pods, lookup, address => control.Cloud.Targets.TryGetValue(address, out var targets) ? targets : null);
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

    /// <summary>Starts a lab: a private world, nodes with kube-proxy's rules in place, clients outside the cluster, cluster DNS.</summary>
    /// <param name="options">How to build it; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up and takes everything away again.</param>
    /// <exception cref="SandboxUnavailableException">The machine does not allow it; the message says what is missing and how to get it.</exception>
    /// <exception cref="LabException">The options contradict themselves, or the machine cannot do what they ask for.</exception>
    public static async Task<Lab> StartAsync(LabOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        // What lives as long as the lab does not end with the cell that started it.
        AmbientCancellation.Leave();
        options ??= new LabOptions();
        if (options.Validate() is { } problem)
        {
            throw new LabException(problem);
        }

        options.Progress?.Report("Starting a private world of namespaces …");
        var world = await World.StartAsync((options.World ?? new WorldOptions()) with { Name = options.Name ?? options.World?.Name }, cancellationToken);
        ControlPlane? control = null;
        try
        {
            CheckFamilies(world.Report, options.Addresses);
            options.Progress?.Report(options.Nodes.Length == 1 ? "Writing kube-proxy's rules …" : $"Writing kube-proxy's rules on {options.Nodes.Length} nodes …");
            var (network, nodes) = await LabNetwork.CreateAsync(world, options.Addresses, options.Nodes, options.Clients, cancellationToken);
            var toolbox = await AddToolboxAsync(world, network, nodes[0], cancellationToken);
            var cluster = NewCluster(options);
            control = new ControlPlane(options, world, cluster, network, new LabNodes(), toolbox, TimeProvider.System);
            control.AddNodes(nodes);
            control.Start();
            await control.SettleAsync(cancellationToken);
            var lab = new Lab(options, world, cluster, network, control, toolbox);
            lab.server = LabServer.Start(lab);
            return lab;
        }
        catch
        {
            await (control?.DisposeAsync() ?? ValueTask.CompletedTask);
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the lab that a manifest describes, and applies its objects.</summary>
    /// <param name="manifest">From <see cref="LabManifest.Read"/>; without a document of kind Lab it is the default lab.</param>
    /// <param name="cancellationToken">Gives up and takes everything away again.</param>
    /// <exception cref="SandboxUnavailableException">The machine does not allow it; the message says what is missing and how to get it.</exception>
    /// <exception cref="ManifestException">The API refuses an object.</exception>
    public static async Task<Lab> StartAsync(LabManifest manifest, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        ArgumentNullException.ThrowIfNull(manifest);
        var options = manifest.Options ?? new LabOptions();
        // A mistake is told before anything is started.
        NewCluster(options).Apply(manifest.Objects);
        var lab = await StartAsync(options, cancellationToken);
        try
        {
            lab.cluster.Apply(manifest.Objects);
            await lab.SettleAsync(cancellationToken);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Waits until everything is in effect that was declared or happened before this call: pods listen, probes have answered, EndpointSlices and the
    /// rules of every node are up to date. The lab's own methods do it already; it is for what happens by itself.
    /// </summary>
    /// <exception cref="LabException">Something cannot be put into effect (each thing is told once), or takes longer than <see cref="LabOptions.Patience"/>.</exception>
    public Task SettleAsync(CancellationToken cancellationToken = default) => control.SettleAsync(AmbientCancellation.Or(cancellationToken));

    /// <summary>Waits until the rules of every node are what its kube-proxy has been told by now, whatever else is under way.</summary>
    /// <exception cref="LabException">It takes longer than <see cref="LabOptions.Patience"/>.</exception>
    public Task WaitForRulesAsync(CancellationToken cancellationToken = default) => control.WaitForRulesAsync(AmbientCancellation.Or(cancellationToken));

    /// <summary>Ends the lab and everything in it.</summary>
    public async ValueTask DisposeAsync()
    {
        server?.Dispose();
        await control.DisposeAsync();
        await world.DisposeAsync();
    }

    /// <summary>The lab's name and what the machine allowed.</summary>
    public override string ToString() => $"Lab {Name}\n{Report}";

    private static ClusterApi NewCluster(LabOptions options) => new(
        new ClusterOptions
        {
            ServiceCidrs = [.. options.Addresses.Ranges.Select(ranges => ranges.Services)],
            PodCidrs = [.. options.Addresses.Ranges.Select(ranges => ranges.Pods)],
            Seed = (ulong)options.Seed,
            GracefulPodDeletion = true,
        },
        TimeProvider.System);

    private static void CheckFamilies(WorldReport report, AddressPlan plan)
    {
        if (plan.Find(IpFamily.IPv6) is not null && report.Iptables?.TablesIPv6.Contains("nat") != true)
        {
            throw new LabException("This lab is to have IPv6, but ip6tables has no nat table on this machine. Start it with IPv4 alone, or load the kernel module ip6table_nat.");
        }
    }

    private static async Task<PodAttachment> AddToolboxAsync(World world, LabNetwork network, LabNode node, CancellationToken cancellationToken)
    {
        var toolbox = new PodAttachment(await world.AddHostAsync(LabNetwork.ToolboxName, cancellationToken), node, [.. node.Pools.Select(pool => pool.Take())]);
        await network.ConnectPodsAsync([toolbox], cancellationToken);
        return toolbox;
    }

}
