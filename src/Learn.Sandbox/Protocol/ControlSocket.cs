using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Learn.Sandbox;

/// <summary>
/// The abstract Unix socket of a world: it has no file, so the kernel removes it with the last process that holds it. It lives in the network
/// namespace of the caller, which makes it; the helper inherits it.
/// </summary>
internal static partial class ControlSocket
{
    private const string Prefix = "learn-sandbox";
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    /// <summary>Whether a name may be a world's.</summary>
    public static bool IsValidName(string name) => NamePattern().IsMatch(name);

    public static UnixDomainSocketEndPoint Address(string name) => new($"\0{Prefix}/{Libc.EffectiveUserId().ToString(CultureInfo.InvariantCulture)}/{name}");

    /// <summary>Takes the name and listens.</summary>
    public static Socket Listen(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(Address(name));
            socket.Listen(4096);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw error.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? new SandboxException($"A world named \"{name}\" is running already.", error)
                : new SandboxException($"The control socket of \"{name}\" cannot be made: {error.Message}.", error);
        }
    }

    /// <summary>Connects to a world of this user.</summary>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    public static async Task<Socket> ConnectAsync(string name, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(Address(name), cancellationToken);

            // Anybody may take a name that contains this user's number; only the kernel knows who really listens.
            if (PeerUserId(socket) is var user && user != Libc.EffectiveUserId())
            {
                throw new SandboxException($"The world \"{name}\" belongs to another user (uid {user}).");
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>User at the other end, as this process's user namespace counts.</summary>
    public static uint PeerUserId(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return MemoryMarshal.Read<uint>(credentials[4..]);
    }

    /// <summary>Names of this user's worlds, from the kernel's list of Unix sockets.</summary>
    public static IReadOnlyList<string> List() => [.. Listeners().Select(listener => listener.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The inode of the socket of one of this user's worlds; null if there is none.</summary>
    public static string? FindListener(string name) => Listeners().FirstOrDefault(listener => listener.Name == name).Inode;

    private static IEnumerable<(string Name, string Inode)> Listeners()
    {
        var prefix = $"@{Prefix}/{Libc.EffectiveUserId().ToString(CultureInfo.InvariantCulture)}/";
        foreach (var line in File.ReadLines("/proc/self/net/unix"))
        {
            // Num RefCount Protocol Flags Type St Inode Path; the flag 0x10000 says that it listens.
            var fields = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 8 && fields[3] == "00010000" && fields[7].StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return (fields[7][prefix.Length..], fields[6]);
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,59}\z")]
    private static partial Regex NamePattern();
}
