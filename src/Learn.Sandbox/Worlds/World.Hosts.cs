namespace Learn.Sandbox;

public sealed partial class World
{
    /// <summary>Adds a host: a network namespace with <c>lo</c> up.</summary>
    /// <param name="name">Any text that no other host of the world has, without control characters; 1–200 characters.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SandboxException">The name is taken or not allowed.</exception>
    public async Task<Host> AddHostAsync(string name, CancellationToken cancellationToken = default) => (await AddHostsAsync([name], cancellationToken))[0];

    /// <summary>Adds several hosts at once, all or none; much cheaper than one by one.</summary>
    public async Task<IReadOnlyList<Host>> AddHostsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default)
    {
        await AskAsync(new HelperRequest.AddHosts(names), cancellationToken);
        return [.. names.Select(name => _hosts[name] = new Host(this, name))];
    }

    /// <summary>Removes a host: its responders stop, its commands are killed, its interfaces (and their peers) vanish.</summary>
    public Task RemoveHostAsync(string name, CancellationToken cancellationToken = default) => RemoveHostsAsync([name], cancellationToken);

    /// <summary>Removes several hosts at once.</summary>
    public async Task RemoveHostsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        await AskAsync(new HelperRequest.RemoveHosts(names), cancellationToken);
        foreach (var name in names)
        {
            _hosts.TryRemove(name, out _);
        }
    }

    /// <summary>A host by its name; <see cref="Root"/> is found by its name too.</summary>
    /// <exception cref="SandboxException">There is no such host, as far as this process has been told (see <see cref="GetHostsAsync"/>).</exception>
    public Host GetHost(string name) => name == Root.Name
        ? Root
        : _hosts.TryGetValue(name, out var host) ? host : throw new SandboxException($"There is no host \"{name}\" in the world \"{Name}\".");

    /// <summary>All hosts but <see cref="Root"/>, asked from the helper: includes those that another process added.</summary>
    public async Task<IReadOnlyList<Host>> GetHostsAsync(CancellationToken cancellationToken = default)
    {
        var names = (await AskAsync(new HelperRequest.ListHosts(), cancellationToken)).Names!;
        foreach (var gone in _hosts.Keys.Except(names))
        {
            _hosts.TryRemove(gone, out _);
        }

        return [.. names.Select(name => _hosts.GetOrAdd(name, _ => new Host(this, name)))];
    }

    /// <summary>Makes virtual cables between hosts (veth pairs) with everything that belongs to them, many in one go.</summary>
    /// <exception cref="SandboxException">A host, bridge or interface name is wrong; the message has the line that <c>ip</c> refused.</exception>
    public Task ConnectAsync(IReadOnlyList<LinkSpec> links, CancellationToken cancellationToken = default) =>
        AskAsync(new HelperRequest.ConnectHosts(links), cancellationToken);
}
