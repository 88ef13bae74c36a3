using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learn.Sandbox;

/// <summary>A host of a world: a network namespace of its own, with a view of the file system of its own where mounts are allowed.</summary>
public sealed partial class Host
{
    internal Host(World world, string name)
    {
        World = world;
        Name = name;
    }

    /// <summary>The world it belongs to.</summary>
    public World World { get; }

    /// <summary>The name given when it was added.</summary>
    public string Name { get; }

    /// <summary>Runs a command in this host and waits for its end.</summary>
    /// <param name="arguments">Program and arguments. The program is looked up in PATH and in the usual directories of system programs.</param>
    /// <param name="options">Standard input, environment, live output; null for none of it.</param>
    /// <param name="cancellationToken">Kills the whole process group at once; the call ends when it is dead.</param>
    /// <exception cref="CommandNotFoundException">There is no such program.</exception>
    /// <exception cref="WorldEndedException">The world ended meanwhile.</exception>
    public async Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, CommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.Terminal is not null)
        {
            throw new ArgumentException("A command on a terminal is started, not run: somebody has to read what it shows.", nameof(options));
        }

        await using var command = await RunningCommand.StartAsync(this, arguments, options ?? CommandOptions.Default, keepInputOpen: false, cancellationToken);
        using var registration = cancellationToken.UnsafeRegister(static state => ((RunningCommand)state!).Kill(), command);
        var result = await command.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>Starts a command in this host and returns while it runs. Its standard input stays open after <see cref="CommandOptions.StandardInput"/>.</summary>
    /// <exception cref="CommandNotFoundException">There is no such program.</exception>
    public Task<RunningCommand> StartAsync(IReadOnlyList<string> arguments, CommandOptions? options = null, CancellationToken cancellationToken = default) =>
        RunningCommand.StartAsync(this, arguments, options ?? CommandOptions.Default, keepInputOpen: true, cancellationToken);

    /// <summary>Gives many lines to one process of a program that reads them with <c>-batch -</c> (<c>ip</c>, <c>bridge</c>, <c>tc</c>).</summary>
    /// <exception cref="CommandFailedException">A line was refused; the message shows it. The lines before it took effect.</exception>
    public async Task RunBatchAsync(string program, IReadOnlyList<string> lines, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var input = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        var result = await RunAsync([program, "-batch", "-"], new CommandOptions { StandardInput = input }, cancellationToken);
        if (!result.Succeeded)
        {
            throw new CommandFailedException(result, BatchError.Offending(result.ErrorText, lines));
        }
    }

    /// <summary>Value of a sysctl such as <c>net.ipv4.ip_forward</c> in this host, without the final line feed; null if there is none of this name.</summary>
    /// <param name="key">Dots or slashes between the parts; with slashes a part may contain dots (<c>net/ipv4/conf/eth0.5/forwarding</c>).</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<string?> GetSysctlAsync(string key, CancellationToken cancellationToken = default) =>
        (await World.AskAsync(new HelperRequest.GetSysctl(Name, key), cancellationToken)).Text;

    /// <summary>Sets a sysctl in this host. False where it cannot be written (read-only <c>/proc/sys</c>, unknown key, refused value).</summary>
    public async Task<bool> TrySetSysctlAsync(string key, string value, CancellationToken cancellationToken = default) =>
        (await World.AskAsync(new HelperRequest.SetSysctl(Name, key, value), cancellationToken)).Text is null;

    /// <summary>Sets a sysctl in this host.</summary>
    /// <exception cref="SandboxException">It cannot be written; the message says why.</exception>
    public async Task SetSysctlAsync(string key, string value, CancellationToken cancellationToken = default)
    {
        if ((await World.AskAsync(new HelperRequest.SetSysctl(Name, key, value), cancellationToken)).Text is { } reason)
        {
            throw new SandboxException($"In {Name}: {reason}");
        }
    }

    /// <summary>Gives this host a file of its own, for example <c>/etc/hosts</c>; no other host and nothing outside the world sees it. It lives in memory.</summary>
    /// <returns>False where mounts are refused: then nothing is written at all, and <see cref="WorldReport.Remarks"/> says so.</returns>
    /// <remarks>Commands that run already in this host before its first file do not see it.</remarks>
    public async Task<bool> WriteFileAsync(string path, string content, CancellationToken cancellationToken = default) =>
        (await World.AskAsync(new HelperRequest.WriteFile(Name, path, content), cancellationToken)).Text is null;

    /// <summary>The packet filter of this host.</summary>
    /// <param name="family"><see cref="AddressFamily.InterNetwork"/> or <see cref="AddressFamily.InterNetworkV6"/>.</param>
    /// <exception cref="SandboxException">It does not work on this machine; the message says why.</exception>
    public IptablesCommand Iptables(AddressFamily family) => new(this, family, World.IptablesPrograms(family));

    /// <summary>Lets the built-in workload listen in this host. No image runs: see <see cref="Responder"/>.</summary>
    /// <exception cref="SandboxException">An address is not there or a port is taken; then nothing listens.</exception>
    public async Task<Responder> ListenAsync(ResponderOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new ResponderRequest(
            options.Identity,
            [.. options.Listeners.Select(listener => new ListenerRequest(listener.Transport, listener.Port, listener.Address?.ToString()))],
            options.Headers);
        var description = (await World.AskAsync(new HelperRequest.Listen(Name, request), cancellationToken)).Responder!;
        return new Responder(
            this,
            description.Id,
            [.. description.Listeners.Select(listener => new ResponderListener(listener.Transport, listener.Port, listener.Address is { } text ? IPAddress.Parse(text) : null))]);
    }

    /// <summary>
    /// Opens a listening TCP socket in this host and hands it to the caller: a socket belongs to the namespace in which it was made, so
    /// whoever has it serves there. It belongs to the caller.
    /// </summary>
    /// <param name="endpoint">Address of the host (<see cref="IPAddress.Any"/> for all IPv4 ones, <see cref="IPAddress.IPv6Any"/> for all) and port.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SandboxException">The address is not there or the port is taken.</exception>
    public Task<Socket> OpenListenerAsync(IPEndPoint endpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return World.AskForSocketAsync(new HelperRequest.OpenListener(Name, endpoint.Address.ToString(), endpoint.Port), cancellationToken);
    }

    /// <summary>
    /// Opens a socket in this host and hands it to the caller, neither bound nor connected: what the caller does with it happens in the
    /// host, with its addresses, routes and rules. It belongs to the caller; while it is open it keeps the host's network alive, also
    /// after the host was removed.
    /// </summary>
    /// <param name="family">IPv4 or IPv6. An IPv6 socket is IPv6 only; <see cref="Socket.DualMode"/> can be set.</param>
    /// <param name="type">For example <see cref="SocketType.Stream"/> or <see cref="SocketType.Dgram"/>.</param>
    /// <param name="protocol">The protocol that belongs to it, for example <see cref="ProtocolType.Tcp"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SandboxException">The kernel has no such kind of socket, or refuses it.</exception>
    public Task<Socket> OpenSocketAsync(AddressFamily family, SocketType type, ProtocolType protocol, CancellationToken cancellationToken = default) =>
        World.AskForSocketAsync(new HelperRequest.OpenSocket(Name, (int)family, (int)type, (int)protocol), cancellationToken);

    /// <summary>The host's name.</summary>
    public override string ToString() => Name;
}
