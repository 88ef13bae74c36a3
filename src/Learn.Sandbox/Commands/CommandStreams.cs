using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Learn.Sandbox;

/// <summary>The pipes of a command to be started. What has been opened outlives it.</summary>
internal sealed class CommandStreams : ICommandStreams
{
    private readonly Pipe? _input;
    private readonly SafeFileHandle? _nothing;
    private readonly Pipe _output = Pipe.Create();
    private readonly Pipe _error = Pipe.Create();
    private bool _opened;

    public CommandStreams(bool hasInput)
    {
        _input = hasInput ? Pipe.Create() : null;
        _nothing = hasInput ? null : File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
    }

    public void HandOver(Socket connection)
    {
        var input = _input is null ? _nothing!.DangerousGetHandle() : _input.Reader.DangerousGetHandle();
        DescriptorPassing.Send(connection, Channel.Question, [(int)input, (int)_output.Writer.DangerousGetHandle(), (int)_error.Writer.DangerousGetHandle()]);
        _nothing?.Dispose();
        _input?.Reader.Dispose();
        _output.Writer.Dispose();
        _error.Writer.Dispose();
    }

    public OpenedStreams Open()
    {
        _opened = true;
        return new OpenedStreams(_input?.OpenWriter(), _output.OpenReader(), _error.OpenReader(), null);
    }

    public void Dispose()
    {
        if (!_opened)
        {
            _nothing?.Dispose();
            _input?.Dispose();
            _output.Dispose();
            _error.Dispose();
        }
    }
}
