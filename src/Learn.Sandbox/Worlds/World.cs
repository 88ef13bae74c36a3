using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Learn.Sandbox;

/// <summary>
/// A private world of Linux namespaces, held by one helper process. Everything in it (hosts, links, rules, processes, files)
/// ends with that process, and that process ends with its owner, however either of them dies.
/// </summary>
public sealed partial class World : IAsyncDisposable
{
    private readonly HelperHandle? _helper;
    private readonly Socket _presence;
    private readonly WorldDescription _description;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.Ordinal);
    private volatile bool _disposed;

    private World(string name, HelperHandle? helper, Socket presence, WorldDescription description, IReadOnlyList<LadderFailure> refusedRungs)
    {
        Name = name;
        RefusedRungs = refusedRungs;
        _helper = helper;
        _presence = presence;
        _description = description;
        Ended = _ended.Token;
        Root = new Host(this, WorldDescription.RootName);
        foreach (var host in description.Hosts)
        {
            _hosts[host] = new Host(this, host);
        }

        _ = EndWithHelperAsync();
    }

    /// <summary>The world's name, unique among this user's worlds.</summary>
    public string Name { get; }

    /// <summary>What was found on this machine.</summary>
    public WorldReport Report => _description.Report;

    /// <summary>The better rungs of the ladder that did not hold when this process started the world; empty where the best held, and in a joined world.</summary>
    public IReadOnlyList<LadderFailure> RefusedRungs { get; }

    /// <summary>Cancelled when the world has ended or was left: on purpose, or because its helper process died.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Process id of the helper as the caller's machine counts.</summary>
    public int HelperProcessId => _description.ProcessId;

    /// <summary>The world's first network namespace, a host named <c>root</c>. It has no interface but <c>lo</c> and serves well as the underlay.</summary>
    public Host Root { get; }

    /// <summary>Starts a world. It ends when it is disposed or when the calling process ends.</summary>
    /// <exception cref="SandboxUnavailableException">This machine does not allow it; the message says what is missing and how to get it.</exception>
    /// <exception cref="SandboxException">The name is taken or not allowed.</exception>
    public static async Task<World> StartAsync(WorldOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WorldOptions();
        var name = options.Name ?? $"lab-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 6)}";
        CheckName(name);
        var started = await Ladder.ClimbAsync(name, options, cancellationToken);
        return new World(name, started.Handle, started.Presence, started.Description, started.Refused);
    }

    /// <summary>Joins a running world of the same user. Disposing a joined world only leaves it.</summary>
    /// <exception cref="SandboxException">There is no such world, or it belongs to somebody else.</exception>
    public static async Task<World> JoinAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        CheckName(name);
        Socket? presence = null;
        try
        {
            presence = await HelperClient.AppearAsync(name, cancellationToken);
            return new World(name, null, presence, await HelperClient.DescribeAsync(name, cancellationToken), []);
        }
        catch (Exception error)
        {
            presence?.Dispose();
            if (error is not (SocketException or IOException))
            {
                throw;
            }

            var running = List();
            throw new SandboxException(
                $"There is no world \"{name}\" of this user that can be joined. " + (running.Count == 0 ? "None is running." : $"Running: {string.Join(", ", running)}."),
                error);
        }
    }

    /// <summary>Names of this user's running worlds, sorted.</summary>
    public static IReadOnlyList<string> List() => ControlSocket.List();

    /// <summary>Ends the world if this process started it, else leaves it. When this returns, nothing of an ended world is left but what the kernel is still freeing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _presence.Dispose();
        if (_helper is not null)
        {
            await _helper.DisposeAsync();
        }

        await _ended.CancelAsync();
    }

    /// <summary>How long a payload of <c>iptables-restore</c> was, in bytes, that the kernel would not take whole: one of that length need not be tried again.</summary>
    internal int SmallestRefusedRestore { get; set; } = int.MaxValue;

    /// <summary>The programs of iptables for a family.</summary>
    internal IptablesPrograms IptablesPrograms(AddressFamily family)
    {
        var programs = family switch
        {
            AddressFamily.InterNetwork => _description.Iptables,
            AddressFamily.InterNetworkV6 => _description.Ip6tables,
            _ => throw new ArgumentOutOfRangeException(nameof(family), family, "iptables knows IPv4 and IPv6."),
        };
        return programs ?? throw new SandboxException(
            $"{(family == AddressFamily.InterNetwork ? "iptables" : "ip6tables")} does not work in this world. {string.Join(" ", Report.Remarks)}");
    }

    /// <summary>A connection for one command.</summary>
    internal async Task<Socket> OpenConnectionAsync(CancellationToken cancellationToken)
    {
        try
        {
            Ended.ThrowIfCancellationRequested();
            return await ControlSocket.ConnectAsync(Name, cancellationToken);
        }
        catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Gone(error);
        }
    }

    /// <summary>What is thrown where the world is found to have ended.</summary>
    internal WorldEndedException Gone(Exception? cause)
    {
        var words = _helper is { Words.Length: > 0 } helper ? $" It said: {helper.Words}" : "";
        return new WorldEndedException(
            _disposed ? $"The world \"{Name}\" was disposed." : $"The world \"{Name}\" has ended: its helper process (number {HelperProcessId}) is gone.{words}",
            cause);
    }

    /// <summary>Asks the helper, and turns its answer of failure into an exception.</summary>
    internal async Task<HelperReply> AskAsync(HelperRequest request, CancellationToken cancellationToken)
    {
        try
        {
            Ended.ThrowIfCancellationRequested();
            return await HelperClient.AskAsync(Name, request, cancellationToken);
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Gone(error);
        }
    }

    /// <summary>Asks the helper for a socket.</summary>
    internal async Task<Socket> AskForSocketAsync(HelperRequest request, CancellationToken cancellationToken)
    {
        try
        {
            Ended.ThrowIfCancellationRequested();
            return await HelperClient.AskForSocketAsync(Name, request, cancellationToken);
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Gone(error);
        }
    }

    private static void CheckName(string name)
    {
        if (!ControlSocket.IsValidName(name))
        {
            throw new SandboxException($"\"{name}\" cannot be a world's name: 1–60 letters, digits, \"-\", \"_\" or \".\", the first a letter or digit.");
        }
    }

    private async Task EndWithHelperAsync()
    {
        try
        {
            await _presence.ReceiveAsync(new byte[1]);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // However the connection ended, the world has.
        }

        await _ended.CancelAsync();
    }
}
