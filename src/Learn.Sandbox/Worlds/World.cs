namespace Learn.Sandbox;

/// <summary>
/// A private world of Linux namespaces, held by one helper process. Everything in it (hosts, links, rules, processes, files)
/// ends with that process, and that process ends with its owner, however either of them dies.
/// </summary>
public sealed class World : IAsyncDisposable
{
    private World(string name) => Name = name;

    /// <summary>The world's name, unique among this user's worlds.</summary>
    public string Name { get; }

    /// <summary>What was found on this machine.</summary>
    public WorldReport Report => throw new NotImplementedException();

    /// <summary>Cancelled when the world has ended, on purpose or because its helper process died.</summary>
    public CancellationToken Ended => throw new NotImplementedException();

    /// <summary>Process id of the helper as the caller's machine counts.</summary>
    public int HelperProcessId => throw new NotImplementedException();

    /// <summary>The world's first network namespace. It has no interface but <c>lo</c> and serves well as the underlay.</summary>
    public Host Root => throw new NotImplementedException();

    /// <summary>Starts a world. It ends when it is disposed or when the calling process ends.</summary>
    /// <exception cref="SandboxUnavailableException">This machine does not allow it; the message says what is missing and how to get it.</exception>
    /// <exception cref="SandboxException">The name is taken or not allowed.</exception>
    public static Task<World> StartAsync(WorldOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Joins a running world of the same user. Disposing a joined world only leaves it.</summary>
    /// <exception cref="SandboxException">There is no such world, or it belongs to somebody else.</exception>
    public static Task<World> JoinAsync(string name, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Names of this user's running worlds, sorted.</summary>
    public static IReadOnlyList<string> List() => throw new NotImplementedException();

    /// <summary>Adds a host: a network namespace with <c>lo</c> up.</summary>
    /// <param name="name">Any text that no other host of the world has, without control characters; 1–200 characters.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SandboxException">The name is taken or not allowed.</exception>
    public Task<Host> AddHostAsync(string name, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Adds several hosts at once, all or none; much cheaper than one by one.</summary>
    public Task<IReadOnlyList<Host>> AddHostsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Removes a host: its responders stop, its commands are killed, its interfaces (and their peers) vanish.</summary>
    public Task RemoveHostAsync(string name, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Removes several hosts at once.</summary>
    public Task RemoveHostsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>A host by its name.</summary>
    /// <exception cref="SandboxException">There is no such host, as far as this process has been told (see <see cref="GetHostsAsync"/>).</exception>
    public Host GetHost(string name) => throw new NotImplementedException();

    /// <summary>All hosts but <see cref="Root"/>, asked from the helper: includes those that another process added.</summary>
    public Task<IReadOnlyList<Host>> GetHostsAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Makes virtual cables between hosts (veth pairs) with everything that belongs to them, many in one go.</summary>
    /// <exception cref="SandboxException">A host, bridge or interface name is wrong; the message has the line that <c>ip</c> refused.</exception>
    public Task ConnectAsync(IReadOnlyList<LinkSpec> links, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Ends the world if this process started it, else leaves it.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
