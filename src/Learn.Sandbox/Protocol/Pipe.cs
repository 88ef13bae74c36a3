using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace Learn.Sandbox;

/// <summary>A pipe between this process and a command. Its ends are closed on exec unless they are handed over.</summary>
internal sealed class Pipe : IDisposable
{
    private Pipe(int read, int write)
    {
        Reader = new SafePipeHandle(read, ownsHandle: true);
        Writer = new SafePipeHandle(write, ownsHandle: true);
    }

    public SafePipeHandle Reader { get; }

    public SafePipeHandle Writer { get; }

    public static unsafe Pipe Create()
    {
        var ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.OpenCloseOnExec) != 0)
        {
            throw new IOException($"Cannot make a pipe: {Libc.LastError()}.");
        }

        return new Pipe(ends[0], ends[1]);
    }

    /// <summary>The end from which this process reads; the pipe's reader belongs to it from now on.</summary>
    public Stream OpenReader() => new AnonymousPipeClientStream(PipeDirection.In, Reader);

    /// <summary>The end to which this process writes; the pipe's writer belongs to it from now on.</summary>
    public Stream OpenWriter() => new AnonymousPipeClientStream(PipeDirection.Out, Writer);

    public void Dispose()
    {
        Reader.Dispose();
        Writer.Dispose();
    }
}
