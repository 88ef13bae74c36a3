using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Learn.Sandbox;

/// <summary>The hosts of the world.</summary>
internal sealed class HostTable
{
    private const int LongestName = 200;

    private readonly NamespaceThreads _threads;
    private readonly ConcurrentDictionary<string, HelperHost> _hosts = new(StringComparer.Ordinal);
    private int _lastId;

    public HostTable(NamespaceThreads threads)
    {
        _threads = threads;
        Root = new HelperHost(WorldDescription.RootName, 0, threads.RootNetwork);
        _hosts[Root.Name] = Root;
    }

    public HelperHost Root { get; }

    public IReadOnlyList<string> Names => [.. _hosts.Values.Where(host => host != Root).OrderBy(host => host.Id).Select(host => host.Name)];

    /// <exception cref="SandboxException">There is none of this name.</exception>
    public HelperHost Get(string name) => _hosts.TryGetValue(name, out var host) ? host : throw new SandboxException($"There is no host \"{name}\".");

    public bool Contains(HelperHost host) => _hosts.TryGetValue(host.Name, out var found) && found == host;

    /// <summary>Adds hosts, all or none.</summary>
    public async Task AddAsync(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            {
                throw new SandboxException($"\"{name}\" cannot be a host's name: 1–{LongestName} characters, no control characters.");
            }
        }

        var made = await Task.WhenAll(names.Select(MakeAsync));
        var added = new List<HelperHost>(made.Length);
        foreach (var host in made)
        {
            if (_hosts.TryAdd(host.Name, host))
            {
                added.Add(host);
                continue;
            }

            added.ForEach(one => _hosts.TryRemove(one.Name, out _));
            Array.ForEach(made, one => one.Dispose());
            throw new SandboxException($"There is a host \"{host.Name}\" already.");
        }
    }

    /// <summary>A network namespace that is in no table.</summary>
    public async Task<HelperHost> MakeAsync(string name)
    {
        var id = Interlocked.Increment(ref _lastId);
        return new HelperHost(name, id, await _threads.RunAsync(null, null, MakeNetwork));
    }

    /// <summary>Takes a host out of the table; the caller ends what is in it and disposes it.</summary>
    public HelperHost Remove(string name)
    {
        if (name == Root.Name)
        {
            throw new SandboxException("The root host cannot be removed.");
        }

        return _hosts.TryRemove(name, out var host) ? host : throw new SandboxException($"There is no host \"{name}\".");
    }

    private static SafeFileHandle MakeNetwork()
    {
        if (Libc.Unshare(Libc.CloneNewNetwork) != 0)
        {
            throw new SandboxException($"Cannot make a network namespace: {Libc.LastError()} (is /proc/sys/user/max_net_namespaces reached?).");
        }

        NetworkNamespace.RaiseLoopback();
        return NetworkNamespace.Open("net");
    }
}
