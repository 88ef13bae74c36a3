using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Learn.Sandbox;

/// <summary>
/// Opens sockets to the netfilter of a host's kernel (netlink(7), nfnetlink). To ask takes rights that the helper has; what comes back may
/// be read by anybody who was given the socket.
/// </summary>
internal sealed class NetfilterSockets(NamespaceThreads threads)
{
    private const int NetlinkFamily = 16;
    private const int RawCloseOnExec = 3 | 0x8_0000;
    private const int Netfilter = 12;
    private const int TraceGroup = 9;
    private const int SocketLevel = 1;
    private const int ReceiveBuffer = 8;
    private const int ReceiveBufferForce = 33;
    private const int WantedBuffer = 4 * 1024 * 1024;
    private const ushort GetRules = 0x0a07;
    private const ushort RequestDump = 0x0301;
    private const byte FamilyIPv4 = 2;
    private const byte FamilyIPv6 = 10;

    /// <summary>Opens a socket that receives what nf_tables trace in a host, from now on.</summary>
    /// <exception cref="SandboxException">The kernel does not offer that.</exception>
    public Task<Socket> OpenTraceAsync(HelperHost host) => threads.RunAsync(host.Network, null, () => Open(1u << (TraceGroup - 1)));

    /// <summary>Opens a socket that receives all rules of the nf_tables of a host, once.</summary>
    /// <exception cref="SandboxException">The kernel does not offer that.</exception>
    public Task<Socket> OpenRulesAsync(HelperHost host, AddressFamily family) => threads.RunAsync(host.Network, null, () =>
    {
        var socket = Open(groups: 0);
        try
        {
            AskForRules((int)socket.SafeHandle.DangerousGetHandle(), family == AddressFamily.InterNetworkV6 ? FamilyIPv6 : FamilyIPv4);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    });

    /// <summary>The interfaces of a host, each as number and name.</summary>
    public Task<IReadOnlyList<string>> ListInterfacesAsync(HelperHost host) => threads.RunAsync(host.Network, null, ListInterfaces);

    private static unsafe IReadOnlyList<string> ListInterfaces()
    {
        var found = new List<string>();
        var names = Libc.InterfaceNames();
        if (names is null)
        {
            return found;
        }

        for (var name = names; name->Index != 0; name++)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{name->Index} {Marshal.PtrToStringUTF8((nint)name->Name)}"));
        }

        Libc.FreeInterfaceNames(names);
        return found;
    }

    private static unsafe Socket Open(uint groups)
    {
        int descriptor = Libc.Socket(NetlinkFamily, RawCloseOnExec, Netfilter);
        if (descriptor < 0)
        {
            throw new SandboxException($"There is no socket to netfilter: {Libc.LastError()}.");
        }

        int size = WantedBuffer;
        if (Libc.SetSocketOption(descriptor, SocketLevel, ReceiveBufferForce, &size, sizeof(int)) != 0)
        {
            // Without root on the machine: as much as net.core.rmem_max allows.
            _ = Libc.SetSocketOption(descriptor, SocketLevel, ReceiveBuffer, &size, sizeof(int));
        }

        var address = new NetlinkAddress { Family = NetlinkFamily, Groups = groups };
        if (Libc.Bind(descriptor, &address, (uint)sizeof(NetlinkAddress)) != 0)
        {
            string reason = Libc.LastError();
            _ = Libc.Close(descriptor);
            throw new SandboxException($"The kernel tells nothing about traced packets: {reason}.");
        }

        return new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
    }

    private static unsafe void AskForRules(int descriptor, byte family)
    {
        var request = new RuleRequest { Length = (uint)sizeof(RuleRequest), Type = GetRules, Flags = RequestDump, Sequence = 1, Family = family };
        if (Libc.Send(descriptor, &request, (nuint)sizeof(RuleRequest), 0) != sizeof(RuleRequest))
        {
            throw new SandboxException($"The rules of nf_tables cannot be read: {Libc.LastError()}.");
        }
    }

    /// <summary>struct sockaddr_nl.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct NetlinkAddress
    {
        public ushort Family;
        public ushort Padding;
        public uint Port;
        public uint Groups;
    }

    /// <summary>struct nlmsghdr and struct nfgenmsg.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct RuleRequest
    {
        public uint Length;
        public ushort Type;
        public ushort Flags;
        public uint Sequence;
        public uint Port;
        public byte Family;
        public byte Version;
        public ushort Resource;
    }
}
