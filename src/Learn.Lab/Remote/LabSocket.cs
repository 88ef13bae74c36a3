using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Learn;

/// <summary>
/// The abstract Unix socket at which a lab's owner can be spoken to: it has no file, and goes with the process that holds it. It is named
/// after the user and the lab, as the socket of the lab's world is.
/// </summary>
internal static class LabSocket
{
    private const string Prefix = "learn-lab";
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;
    private const int Backlog = 128;

    private static readonly uint OwnUser = ReadOwnUser();

    /// <summary>Takes the name and listens.</summary>
    /// <exception cref="LabException">Somebody listens there already.</exception>
    public static Socket Listen(string lab)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(Address(lab));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new LabException($"The lab \"{lab}\" cannot listen for other terminals: {error.Message}.", error);
        }
    }

    /// <summary>Connects to a lab of this user.</summary>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    /// <exception cref="LabException">It is another user's.</exception>
    public static async Task<Socket> ConnectAsync(string lab, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(Address(lab), cancellationToken).ConfigureAwait(false);
            // Anybody may take a name that contains this user's number; only the kernel knows who really listens.
            return IsOurs(socket) ? socket : throw new LabException($"The lab \"{lab}\" belongs to another user.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether the process at the other end is this user's.</summary>
    public static bool IsOurs(Socket socket) => PeerOf(socket).User == OwnUser;

    /// <summary>The process at the other end: the one that listens, or the one that connected.</summary>
    public static int ProcessOf(Socket socket) => PeerOf(socket).Process;

    /// <summary>The names of this user's labs that can be spoken to, sorted.</summary>
    public static IReadOnlyList<string> List()
    {
        string prefix = $"@{Prefix}/{OwnUser.ToString(CultureInfo.InvariantCulture)}/";
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines("/proc/self/net/unix"))
        {
            // Num RefCount Protocol Flags Type St Inode Path; the flag 0x10000 says that it listens.
            string[] fields = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 8 && fields[3] == "00010000" && fields[7].StartsWith(prefix, StringComparison.Ordinal))
            {
                names.Add(fields[7][prefix.Length..]);
            }
        }

        return [.. names];
    }

    private static UnixDomainSocketEndPoint Address(string lab)
        => new($"\0{Prefix}/{OwnUser.ToString(CultureInfo.InvariantCulture)}/{lab}");

    // struct ucred: process, user, group.
    private static (int Process, uint User) PeerOf(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return (MemoryMarshal.Read<int>(credentials), MemoryMarshal.Read<uint>(credentials[4..]));
    }

    // "Uid:" real, effective, saved, file system.
    private static uint ReadOwnUser()
    {
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("Uid:", StringComparison.Ordinal));
        return uint.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
    }
}
