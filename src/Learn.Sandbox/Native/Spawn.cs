using System.Runtime.InteropServices;

namespace Learn.Sandbox;

/// <summary>
/// Starts a process with posix_spawn rather than System.Diagnostics.Process: the child gets a session (and so a process group) of its own from its first
/// instruction, the namespaces of the calling thread, exactly the descriptors named here, and default signal handling (.NET ignores SIGPIPE, and
/// an ignored signal would be inherited).
/// </summary>
internal static class Spawn
{
    private static readonly bool CanCloseFrom =
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "posix_spawn_file_actions_addclosefrom_np", out _);

    /// <summary>Starts a program.</summary>
    /// <param name="path">File of the program.</param>
    /// <param name="arguments">Its arguments, its own name first.</param>
    /// <param name="environment">Its environment as NAME=VALUE.</param>
    /// <param name="workingDirectory">Its directory; null for the caller's.</param>
    /// <param name="descriptors">The caller's descriptors that become its 0, 1, 2, …; all others are closed in it.</param>
    /// <param name="terminal">File of a terminal that becomes its 0, 1 and 2 instead, and its controlling terminal.</param>
    /// <returns>The process id, or the negative number of the error.</returns>
    public static unsafe int Start(
        string path,
        IReadOnlyList<string> arguments,
        IReadOnlyList<string> environment,
        string? workingDirectory,
        ReadOnlySpan<int> descriptors,
        string? terminal = null)
    {
        // The sizes of glibc are 80, 336 and 128 bytes; other C libraries need less.
        var actions = stackalloc byte[512];
        var attributes = stackalloc byte[1024];
        var signals = stackalloc byte[256];
        using var file = new NativeStrings([path]);
        using var argumentStrings = new NativeStrings(arguments);
        using var environmentStrings = new NativeStrings(environment);
        Prepare(Libc.InitializeActions(actions));
        Prepare(Libc.InitializeAttributes(attributes));
        try
        {
            if (workingDirectory is not null)
            {
                Prepare(Libc.AddChangeDirectory(actions, workingDirectory));
            }

            for (var target = 0; target < descriptors.Length; target++)
            {
                Prepare(Libc.AddDuplicate(actions, descriptors[target], target));
            }

            if (terminal is not null)
            {
                // The leader of a session that has no terminal yet gets the first one that it opens. (The session is made before the actions.)
                Prepare(Libc.AddOpen(actions, 0, terminal, Libc.OpenReadWrite, 0));
                Prepare(Libc.AddDuplicate(actions, 0, 1));
                Prepare(Libc.AddDuplicate(actions, 0, 2));
            }

            if (CanCloseFrom)
            {
                Prepare(Libc.AddCloseFrom(actions, terminal is null ? descriptors.Length : 3));
            }

            Prepare(Libc.FillSignals(signals));
            Prepare(Libc.SetSignalDefaults(attributes, signals));
            Prepare(Libc.EmptySignals(signals));
            Prepare(Libc.SetSignalMask(attributes, signals));
            Prepare(Libc.SetFlags(attributes, Libc.SpawnSetSession | Libc.SpawnSetSignalDefaults | Libc.SpawnSetSignalMask));
            int process;
            var error = Libc.Spawn(&process, file.Pointers[0], actions, attributes, argumentStrings.Pointers, environmentStrings.Pointers);
            return error == 0 ? process : -error;
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
        }
    }

    private static void Prepare(int error)
    {
        if (error != 0)
        {
            throw new SandboxException($"A process cannot be prepared: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }
}
