using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>The socket that the helper joins to the terminal of a command to be started. Once opened, this side's end outlives it.</summary>
internal sealed class TerminalStreams : ICommandStreams
{
    private const int UnixFamily = 1;
    private const int StreamSocket = 1;
    private const int CloseOnExec = 0x8_0000;

    private readonly SafeSocketHandle _here;
    private readonly SafeSocketHandle _there;
    private bool _opened;

    public unsafe TerminalStreams()
    {
        var ends = stackalloc int[2];
        if (Libc.SocketPair(UnixFamily, StreamSocket | CloseOnExec, 0, ends) != 0)
        {
            throw new IOException($"Cannot make a pair of sockets: {Libc.LastError()}.");
        }

        _here = new SafeSocketHandle(ends[0], ownsHandle: true);
        _there = new SafeSocketHandle(ends[1], ownsHandle: true);
    }

    public void HandOver(Socket connection)
    {
        DescriptorPassing.Send(connection, Channel.Question, [(int)_there.DangerousGetHandle()]);
        _there.Dispose();
    }

    public OpenedStreams Open()
    {
        _opened = true;
        return new OpenedStreams(null, Stream.Null, Stream.Null, new NetworkStream(new Socket(_here), ownsSocket: true));
    }

    public void Dispose()
    {
        _there.Dispose();
        if (!_opened)
        {
            _here.Dispose();
        }
    }
}
