namespace Learn.Cli.Native;

/// <summary>
/// Our terminal, handed through to a program on another one: keys reach the program as they are, Ctrl-C too, and nothing is echoed here.
/// Disposing it, or the end of this process, gives the terminal back as it was.
/// </summary>
internal sealed unsafe class RawTerminal : IDisposable
{
    // struct termios has 60 bytes on Linux.
    private const int ModeSize = 256;

    private readonly byte[] saved = new byte[ModeSize];
    private bool isRestored;

    private RawTerminal()
    {
        Span<byte> raw = stackalloc byte[ModeSize];
        fixed (byte* before = saved, now = raw)
        {
            _ = Libc.GetTerminalMode(StandardStreams.Input, before);
            saved.CopyTo(raw);
            Libc.MakeRaw(now);
            _ = Libc.SetTerminalMode(StandardStreams.Input, Libc.SetWhenDrained, now);
        }

        AppDomain.CurrentDomain.ProcessExit += RestoreAtExit;
    }

    /// <summary>Whether a person reads and types here.</summary>
    public static bool IsThere => Libc.IsTerminal(StandardStreams.Input) == 1 && Libc.IsTerminal(StandardStreams.Output) == 1;

    /// <summary>Its columns and rows; null if it does not say.</summary>
    public static (int Columns, int Rows)? Size
    {
        get
        {
            Libc.WindowSize size;
            return Libc.DeviceControl(StandardStreams.Output, Libc.GetWindowSize, &size) == 0 && size is { Columns: > 0, Rows: > 0 } ? (size.Columns, size.Rows) : null;
        }
    }

    /// <summary>Hands it through.</summary>
    public static RawTerminal Enter() => new();

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= RestoreAtExit;
        Restore();
    }

    private void RestoreAtExit(object? sender, EventArgs e) => Restore();

    private void Restore()
    {
        lock (saved)
        {
            if (!isRestored)
            {
                isRestored = true;
                fixed (byte* before = saved)
                {
                    _ = Libc.SetTerminalMode(StandardStreams.Input, Libc.SetWhenDrained, before);
                }
            }
        }
    }
}
