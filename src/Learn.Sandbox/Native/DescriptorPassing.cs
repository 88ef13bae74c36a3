using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Learn.Sandbox;

/// <summary>Hands open files to another process over a Unix socket (SCM_RIGHTS), together with one byte.</summary>
internal static unsafe class DescriptorPassing
{
    private const int SocketLevel = 1;
    private const int Rights = 1;
    private const int NoSignal = 0x4000;
    private const int CloseOnExec = 0x4000_0000;
    private const int HeaderSize = 16;

    /// <summary>Sends a byte and, with it, copies of some descriptors. The socket must have room, as a fresh one has.</summary>
    public static void Send(Socket socket, byte value, ReadOnlySpan<int> descriptors)
    {
        var control = stackalloc byte[HeaderSize + 32];
        var part = new Part { Base = &value, Length = 1 };
        var message = new Message { Parts = &part, PartCount = 1 };
        if (descriptors.Length > 0)
        {
            var size = HeaderSize + (descriptors.Length * sizeof(int));
            *(nuint*)control = (nuint)size;
            *(int*)(control + 8) = SocketLevel;
            *(int*)(control + 12) = Rights;
            descriptors.CopyTo(new Span<int>(control + HeaderSize, descriptors.Length));
            message.Control = control;
            message.ControlLength = (nuint)((size + 7) & ~7);
        }

        if (Libc.SendMessage(socket.SafeHandle, &message, NoSignal) != 1)
        {
            throw new IOException($"Cannot hand over to the helper process: {Libc.LastError()}.");
        }
    }

    /// <summary>Receives one byte and the descriptors sent with it; the socket must be readable.</summary>
    /// <returns>The byte, or -1 at the end of the stream or on an error.</returns>
    public static int Receive(Socket socket, out int[] descriptors)
    {
        byte value;
        var control = stackalloc byte[HeaderSize + 32];
        var part = new Part { Base = &value, Length = 1 };
        var message = new Message { Parts = &part, PartCount = 1, Control = control, ControlLength = HeaderSize + 32 };
        descriptors = [];
        if (Libc.ReceiveMessage(socket.SafeHandle, &message, CloseOnExec) != 1)
        {
            return -1;
        }

        if (message.ControlLength >= HeaderSize && *(int*)(control + 8) == SocketLevel && *(int*)(control + 12) == Rights)
        {
            var count = ((int)*(nuint*)control - HeaderSize) / sizeof(int);
            descriptors = new Span<int>(control + HeaderSize, count).ToArray();
        }

        return value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Part
    {
        public void* Base;
        public nuint Length;
    }

    /// <summary>struct msghdr of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public void* Name;
        public uint NameLength;
        public Part* Parts;
        public nuint PartCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
    }
}
