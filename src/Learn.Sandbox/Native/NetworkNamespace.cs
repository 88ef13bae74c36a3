using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Learn.Sandbox;

/// <summary>What is done with namespaces themselves, always for the calling thread.</summary>
internal static class NetworkNamespace
{
    private const int InternetFamily = 2;
    private const int DatagramSocket = 2;
    private const int SocketCloseOnExec = 0x8_0000;
    private const int GetInterfaceFlags = 0x8913;
    private const int SetInterfaceFlags = 0x8914;
    private const short InterfaceUp = 1;

    /// <summary>Number of the calling process's network namespace, as in <c>net:[4026531840]</c>.</summary>
    public static string Identity() => new FileInfo("/proc/thread-self/ns/net").LinkTarget ?? "";

    /// <summary>Number of a network namespace of which there is a handle.</summary>
    public static string IdentityOf(SafeFileHandle network) => new FileInfo($"/proc/self/fd/{network.DangerousGetHandle()}").LinkTarget ?? "";

    /// <summary>A handle that keeps a namespace of the calling thread alive.</summary>
    /// <param name="kind"><c>net</c> or <c>mnt</c>.</param>
    public static SafeFileHandle Open(string kind) => File.OpenHandle($"/proc/thread-self/ns/{kind}");

    /// <summary>Whether the calling thread's network namespace has an interface of a name.</summary>
    public static bool HasInterface(string name) => Libc.InterfaceIndex(name) != 0;

    /// <summary>Puts the loopback interface of the calling thread's namespace up. By ioctl, because a process per host would cost a hundred times as much.</summary>
    public static unsafe void RaiseLoopback()
    {
        var socket = Libc.Socket(InternetFamily, DatagramSocket | SocketCloseOnExec, 0);
        if (socket < 0)
        {
            throw new SandboxException($"Cannot open a socket in a new network namespace: {Libc.LastError()}.");
        }

        try
        {
            // struct ifreq: 16 bytes of name, then the flags.
            var request = stackalloc byte[40];
            var bytes = new Span<byte>(request, 40);
            bytes.Clear();
            Encoding.ASCII.GetBytes("lo", bytes);
            if (Libc.DeviceControl(socket, GetInterfaceFlags, request) != 0)
            {
                throw new SandboxException($"Cannot read the state of lo: {Libc.LastError()}.");
            }

            var flags = BinaryPrimitives.ReadInt16LittleEndian(bytes[16..]);
            BinaryPrimitives.WriteInt16LittleEndian(bytes[16..], (short)(flags | InterfaceUp));
            if (Libc.DeviceControl(socket, SetInterfaceFlags, request) != 0)
            {
                throw new SandboxException($"Cannot put lo up: {Libc.LastError()}. The process lacks the capability NET_ADMIN in its namespace.");
            }
        }
        finally
        {
            Libc.Close(socket);
        }
    }
}
