using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <summary>Keeps <c>/etc/hosts</c> of every pod in line with the Services. (Cluster DNS proper takes its place in a later lab.)</summary>
internal sealed class NamesController(Quiescence quiescence, ClusterCache cluster, PodRuntime runtime, Host toolbox, TimeProvider time)
    : Worker(quiescence, "the names of the Services", time)
{
    private readonly Dictionary<Host, string> written = [];

    /// <summary>The names as of the last round.</summary>
    public NameTable Names { get; private set; } = new([], []);

    /// <inheritdoc/>
    protected override async Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        Names = new NameTable(cluster.List<V1Service>(), cluster.List<V1EndpointSlice>());
        var hosts = runtime.Running.Where(pod => !pod.UsesHostNetwork).Select(pod => (pod.Host, pod.Name.Namespace))
            .Append((toolbox, "default")).ToList();
        var texts = hosts.Select(host => host.Item2).Distinct().ToDictionary(podNamespace => podNamespace, Names.HostsFile);

        var outdated = hosts.Where(host => written.GetValueOrDefault(host.Item1) != texts[host.Item2]).ToList();
        await Task.WhenAll(outdated.Select(host => WriteAsync(host.Item1, texts[host.Item2], cancellationToken)));
        foreach (var (host, podNamespace) in outdated)
        {
            written[host] = texts[podNamespace];
        }

        foreach (var gone in written.Keys.Except(hosts.Select(host => host.Item1)).ToList())
        {
            written.Remove(gone);
        }
    }

    private async Task WriteAsync(Host host, string hostsFile, CancellationToken cancellationToken)
    {
        await host.WriteFileAsync("/etc/hosts", hostsFile, cancellationToken);
        if (!written.ContainsKey(host))
        {
            await host.WriteFileAsync(ResolverFile.Path, ResolverFile.Text, cancellationToken);
        }
    }
}
