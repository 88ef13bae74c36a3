using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Learn.Jupyter;

/// <summary>
/// A standard descriptor of the process with a pipe put in its place, so that what its children write can be shown. The console of .NET
/// keeps the descriptor that it opened before. For the life of the process.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process.")]
internal sealed partial class TakenDescriptor
{
    // F_DUPFD_CLOEXEC of fcntl(2).
    private const int DuplicateClosedInChildren = 1030;

    // Longer than any text that is written by chance, short enough for one write.
    private readonly byte[] mark = [0, .. Guid.NewGuid().ToByteArray(), 0];
    private readonly AnonymousPipeServerStream pipe = new(PipeDirection.In, HandleInheritability.None);
    private readonly FileStream writer;
    private readonly SemaphoreSlim oneDrain = new(1, 1);
    private readonly int original;
    private volatile TaskCompletionSource? drained;

    private TakenDescriptor(int descriptor, Action<string> write)
    {
        Write = write;
        original = Control(descriptor, DuplicateClosedInChildren, 0);
        using (var end = pipe.ClientSafePipeHandle)
        {
            if (Duplicate((int)end.DangerousGetHandle(), descriptor) < 0)
            {
                throw new IOException($"descriptor {descriptor} cannot be taken over: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }

        // What the runtime says when it falls must not end in the pipe.
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Duplicate(original, descriptor);
        writer = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        new Thread(Read) { IsBackground = true, Name = $"descriptor {descriptor}" }.Start();
    }

    /// <summary>Where the text goes.</summary>
    public Action<string> Write { get; set; }

    /// <summary>Takes over the standard output and the standard error.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static (TakenDescriptor Output, TakenDescriptor Error) TakeBoth()
    {
        var (output, error) = (Console.Out, Console.Error);
        // The console opens its descriptors when it is first used: now, while they lead outside.
        output.Flush();
        error.Flush();
        return (new TakenDescriptor(1, output.Write), new TakenDescriptor(2, error.Write));
    }

    /// <summary>Waits until all that has been written by now was passed on.</summary>
    public async Task DrainAsync()
    {
        await oneDrain.WaitAsync();
        try
        {
            drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            writer.Write(mark);
            await drained.Task;
        }
        finally
        {
            oneDrain.Release();
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int descriptor, int target);

    private void Read()
    {
        var text = new MarkedText(mark);
        var buffer = new byte[64 * 1024];
        for (var count = pipe.Read(buffer); count > 0; count = pipe.Read(buffer))
        {
            text.Take(buffer.AsSpan(0, count), piece => Write(piece), () => drained?.TrySetResult());
        }
    }
}
