using System.Net;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Gives every pod, and the toolbox, its <c>/etc/hosts</c> and <c>/etc/resolv.conf</c> as a kubelet would. They are written once: what
/// changes in the cluster is asked from its name server.
/// </summary>
internal sealed class NamesController(Quiescence quiescence, ClusterDns dns, PodRuntime runtime, PodAttachment toolbox, IPAddress nameServer, TimeProvider time)
    : Worker(quiescence, "the pods' resolver files", time)
{
    private readonly HashSet<Host> written = [];

    /// <summary>The names as they are now.</summary>
    public NameTable Names => new(dns.Zone);

    /// <inheritdoc/>
    protected override async Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        // A pod on its node's network shares the node's files too, because it shares its host.
        var pods = runtime.Running.Where(pod => !pod.UsesHostNetwork).ToList();
        var work = pods.Where(pod => !written.Contains(pod.Host))
            .Select(pod => (pod.Host, Hosts: HostsFile.Of(pod.Pod, pod.Addresses), Resolver: ResolverFile.Of(pod.Pod, nameServer)))
            .ToList();
        if (!written.Contains(toolbox.Host))
        {
            work.Add((toolbox.Host, HostsFile.Of(LabNetwork.ToolboxName, toolbox.Addresses), ResolverFile.ClusterFirst(Lab.DefaultNamespace, nameServer)));
        }

        await Task.WhenAll(work.Select(async one =>
        {
            try
            {
                await one.Host.WriteFileAsync(HostsFile.Path, one.Hosts, cancellationToken);
                await one.Host.WriteFileAsync(ResolverFile.Path, one.Resolver, cancellationToken);
            }
            catch (SandboxException) when (runtime.Running.All(pod => pod.Host != one.Host) && one.Host != toolbox.Host)
            {
                // It was stopped meanwhile.
            }
        }));
        written.UnionWith(work.Select(one => one.Host));
        written.IntersectWith(pods.Select(pod => pod.Host).Append(toolbox.Host));
    }
}
