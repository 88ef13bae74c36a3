using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Learn.Sandbox;

/// <summary>
/// A pseudo-terminal, of the devpts that is there: to mount another one is not allowed everywhere. Its master side is joined to a socket of the caller, who
/// can read a socket without a thread that waits, and whose end closes the terminal.
/// </summary>
internal sealed class PseudoTerminal : IDisposable
{
    // What a program may take from closing its terminal to its end.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(5);

    private readonly SafeFileHandle _master;
    private SafeFileHandle? _caller;
    private Task _programEnded = Task.CompletedTask;
    private bool _callerHasEnded;

    private PseudoTerminal(SafeFileHandle master, string path)
    {
        _master = master;
        Path = path;
    }

    /// <summary>File of the side on which programs run.</summary>
    public string Path { get; }

    /// <summary>Makes one.</summary>
    /// <exception cref="SandboxException">This machine has none to give.</exception>
    public static unsafe PseudoTerminal Open(TerminalSize size)
    {
        var descriptor = Libc.OpenTerminal(Libc.OpenReadWrite | Libc.OpenNoTerminal | Libc.OpenCloseOnExec | Libc.OpenNonBlocking);
        if (descriptor < 0)
        {
            throw new SandboxException($"No terminal can be opened: {Libc.LastError()} (/dev/ptmx and a devpts on /dev/pts are needed).");
        }

        var master = new SafeFileHandle(descriptor, ownsHandle: true);
        var name = stackalloc byte[64];
        if (Libc.GrantTerminal(master) != 0 || Libc.UnlockTerminal(master) != 0 || Libc.TerminalName(master, name, 64) != 0)
        {
            var reason = Libc.LastError();
            master.Dispose();
            throw new SandboxException($"No terminal can be opened: {reason}.");
        }

        var terminal = new PseudoTerminal(master, Marshal.PtrToStringUTF8((nint)name)!);
        terminal.Resize((ushort)size.Columns, (ushort)size.Rows);
        return terminal;
    }

    /// <summary>Joins the terminal to a socket, until either side ends; both are closed then.</summary>
    /// <param name="socket">The socket; a copy of it is taken.</param>
    /// <param name="programEnded">When the program ends that was started on the terminal.</param>
    public void Join(int socket, Task programEnded)
    {
        _programEnded = programEnded;
        _caller = new SafeFileHandle(Libc.FileControl(socket, Libc.FileDuplicateCloseOnExec, 0), ownsHandle: true);
        _ = Libc.FileControl((int)_caller.DangerousGetHandle(), Libc.FileSetStatus, Libc.OpenNonBlocking);
        new Thread(Pump, maxStackSize: 128 * 1024) { IsBackground = true, Name = $"terminal {Path}" }.Start();
    }

    /// <summary>Changes the size; the programs in the foreground are told (SIGWINCH).</summary>
    public unsafe void Resize(ushort columns, ushort rows)
    {
        var size = stackalloc ushort[4] { rows, columns, 0, 0 };
        try
        {
            _ = Libc.DeviceControl(_master, Libc.SetWindowSize, size);
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }

    /// <summary>Closes the terminal, as when a modem hangs up: its programs get SIGHUP.</summary>
    public void HangUp()
    {
        try
        {
            _ = Libc.Shutdown(_caller!, Libc.ShutdownBoth);
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }

    public void Dispose()
    {
        _master.Dispose();
        _caller?.Dispose();
    }

    private unsafe void Pump()
    {
        var (master, caller) = ((int)_master.DangerousGetHandle(), (int)_caller!.DangerousGetHandle());
        var typed = new PumpedBytes();
        var shown = new PumpedBytes();
        var entries = stackalloc Libc.PollEntry[2];
        do
        {
            // One load each way: whoever does not read makes the other side wait. A terminal of which nothing is wanted is not looked at: it would report
            // that its programs are gone again and again.
            var wanted = (short)((shown.IsEmpty ? Libc.PollIn : 0) | (typed.IsEmpty ? 0 : Libc.PollOut));
            entries[0] = new Libc.PollEntry { Descriptor = wanted == 0 ? -1 : master, Wanted = wanted };
            entries[1] = new Libc.PollEntry { Descriptor = caller, Wanted = (short)((typed.IsEmpty ? Libc.PollIn : 0) | (shown.IsEmpty ? 0 : Libc.PollOut)) };
        }
        while (Wait(entries) && Take(entries, typed, shown) && typed.WriteTo(master) && Show(shown, caller));

        if (!_callerHasEnded)
        {
            // Many programs close their files just before they end. To close the terminal at that moment would hang up on them, and the one that
            // was to end with 0 would end by SIGHUP.
            _programEnded.Wait(Parting);
        }

        _ = Libc.Shutdown(_caller, Libc.ShutdownBoth);
        Dispose();
    }

    private bool Show(PumpedBytes shown, int caller)
    {
        bool isThere = shown.WriteTo(caller);
        _callerHasEnded |= !isThere;
        return isThere;
    }

    private static unsafe bool Wait(Libc.PollEntry* entries)
    {
        while (Libc.Poll(entries, 2, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.ErrorInterrupted)
            {
                return false;
            }
        }

        return true;
    }

    // False when either side has ended.
    private unsafe bool Take(Libc.PollEntry* entries, PumpedBytes typed, PumpedBytes shown)
    {
        if ((entries[1].Found & Libc.PollIn) != 0)
        {
            if (!typed.ReadFrom(entries[1].Descriptor))
            {
                _callerHasEnded = true;
                return false;
            }
        }
        else if ((entries[1].Found & (Libc.PollError | Libc.PollHangUp)) != 0)
        {
            _callerHasEnded = true;
            return false;
        }

        if ((entries[0].Found & Libc.PollHangUp) != 0)
        {
            // Nobody is there to read it.
            typed.Clear();
        }

        return (entries[0].Found & ~Libc.PollOut) == 0 || !shown.IsEmpty || shown.ReadFrom(entries[0].Descriptor);
    }
}
