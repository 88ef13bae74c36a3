using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Lives through case directories in real sandboxes: each case has a host of its own in a world, and kube-proxy's own commands run in it
/// one by one. Waiting takes no time: only the clock of kube-proxy moves.
/// </summary>
public sealed class CaseReplay : IAsyncDisposable
{
    private readonly World world;
    private int lastNumber;

    private CaseReplay(World world) => this.world = world;

    /// <summary>What was found on this machine.</summary>
    public WorldReport Report => world.Report;

    /// <summary>Starts a world for replays.</summary>
    /// <exception cref="SandboxUnavailableException">This machine does not allow it; the message says what is missing.</exception>
    public static async Task<CaseReplay> StartAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.IsPrivilegedProcess)
        {
            // In a user namespace the kernel takes no message longer than net.core.wmem_max, and the rules of a thousand endpoints,
            // which iptables sends as one, are longer. Root has no such limit.
            try
            {
                return new(await World.StartAsync(new WorldOptions { Isolation = Isolation.Root }, cancellationToken));
            }
            catch (SandboxUnavailableException)
            {
                // Then as an ordinary user would.
            }
        }

        return new(await World.StartAsync(cancellationToken: cancellationToken));
    }

    /// <summary>Lives through a case and compares. Several may run at once.</summary>
    /// <exception cref="CaseException">A step asks for something that cannot be done, or a command of it failed.</exception>
    /// <exception cref="SandboxException">The sandbox failed.</exception>
    public async Task<CaseReplayResult> RunAsync(CaseDirectory directory, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        int number = Interlocked.Increment(ref lastNumber);
        var host = await world.AddHostAsync($"{directory.Name} {number}", cancellationToken);
        try
        {
            await world.ConnectAsync(Links(directory, host, number), cancellationToken);
            await using var node = new SandboxNode(host);
            var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
            await foreach (var step in CaseLife.RunAsync(directory.Description, directory.Steps, node, cancellationToken))
            {
                foreach (var (name, content) in step.Files())
                {
                    files[name] = content;
                }
            }

            return await CaseReplayResult.CompareAsync(directory, files, cancellationToken);
        }
        finally
        {
            await world.RemoveHostAsync(host.Name, CancellationToken.None);
        }
    }

    /// <summary>Ends the world with everything in it.</summary>
    public ValueTask DisposeAsync() => world.DisposeAsync();

    private List<LinkSpec> Links(CaseDirectory directory, Host host, int number)
    {
        var links = new List<LinkSpec>();
        foreach (var one in directory.Description.InterfacesOf(directory.Node))
        {
            // Somewhere the packets have to go that a step sends to a Service: connection tracking sees them on their way out.
            List<string> routes = [];
            if (links.Count == 0)
            {
                routes.AddRange(one.Addresses.Select(address => address.Contains(':', StringComparison.Ordinal) ? $"::/0 dev {one.Name}" : $"default dev {one.Name}").Distinct());
            }

            links.Add(new LinkSpec(
                new LinkEnd(host.Name, one.Name) { Addresses = one.Addresses, Routes = routes },
                new LinkEnd(world.Root.Name, $"r{number}-{links.Count}")));
        }

        return links;
    }
}
