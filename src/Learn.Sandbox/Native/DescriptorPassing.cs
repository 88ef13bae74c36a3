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

    /// <summary>Receives one byte and the descriptors sent with it.</summary>
    /// <param name="socket">A socket that is readable.</param>
    /// <param name="value">The byte, or -1 at the end of the stream.</param>
    /// <param name="descriptors">The descriptors; they belong to the caller.</param>
    /// <returns>False if there is nothing to receive just now after all.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    public static bool TryReceive(Socket socket, out int value, out int[] descriptors)
    {
        byte received;
        var control = stackalloc byte[HeaderSize + 32];
        var part = new Part { Base = &received, Length = 1 };
        var message = new Message { Parts = &part, PartCount = 1, Control = control, ControlLength = HeaderSize + 32 };
        (value, descriptors) = (-1, []);
        switch (Libc.ReceiveMessage(socket.SafeHandle, &message, CloseOnExec))
        {
            case 0:
                return true;
            case 1:
                value = received;
                break;
            default:
                return Marshal.GetLastPInvokeError() is Libc.ErrorAgain or Libc.ErrorInterrupted
                    ? false
                    : throw new IOException($"A connection is broken: {Libc.LastError()}.");
        }

        if (message.ControlLength >= HeaderSize && *(int*)(control + 8) == SocketLevel && *(int*)(control + 12) == Rights)
        {
            var count = ((int)*(nuint*)control - HeaderSize) / sizeof(int);
            descriptors = new Span<int>(control + HeaderSize, count).ToArray();
        }

        return true;
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
