namespace Learn.Sandbox;

/// <summary>
/// The helper's children. One thread waits for all of them (the helper is process 1 of its namespace, so orphans become its children too),
/// however many commands run.
/// </summary>
internal sealed class ProcessTable
{
    private const int WaitAll = 0;
    private const int WaitExited = 4;
    private const int WaitKeep = 0x0100_0000;

    private readonly object _lock = new();
    private readonly Dictionary<int, HelperProcess> _running = [];

    // Ends seen between the start of a process and its entry in the table.
    private readonly Dictionary<int, int> _unclaimed = [];
    private int _starting;

    public ProcessTable() => new Thread(Reap, maxStackSize: 256 * 1024) { IsBackground = true, Name = "reaper" }.Start();

    /// <summary>Starts a process in the namespaces of the calling thread.</summary>
    /// <returns>The process, or the number of the error.</returns>
    public (HelperProcess? Process, int Error) Start(
        string path,
        IReadOnlyList<string> arguments,
        IReadOnlyList<string> environment,
        string workingDirectory,
        ReadOnlySpan<int> descriptors,
        string? terminal)
    {
        lock (_lock)
        {
            _starting++;
        }

        var id = Spawn.Start(path, arguments, environment, workingDirectory, descriptors, terminal);
        lock (_lock)
        {
            HelperProcess? process = null;
            if (id > 0)
            {
                process = new HelperProcess(id);
                if (_unclaimed.Remove(id, out var status))
                {
                    process.End(status);
                }
                else
                {
                    _running.Add(id, process);
                }
            }

            if (--_starting == 0)
            {
                _unclaimed.Clear();
            }

            Monitor.Pulse(_lock);
            return (process, id > 0 ? 0 : -id);
        }
    }

    /// <summary>Sends a signal to the process group of a process that has not ended.</summary>
    public void Signal(HelperProcess process, int signal)
    {
        lock (_lock)
        {
            // Once it is reaped, its number may be another's.
            if (_running.ContainsKey(process.Id))
            {
                _ = Libc.Kill(-process.Id, signal);
            }
        }
    }

    private unsafe void Reap()
    {
        // siginfo_t: 128 bytes, the process id at 16.
        var info = stackalloc byte[256];
        while (true)
        {
            // Looks without reaping, so that the number stays taken until the table knows.
            if (Libc.WaitForAny(WaitAll, 0, info, WaitExited | WaitKeep) != 0)
            {
                // No child at all just now, orphans of hosts included.
                lock (_lock)
                {
                    if (_running.Count == 0 && _starting == 0)
                    {
                        Monitor.Wait(_lock);
                    }
                }

                Thread.Yield();
                continue;
            }

            var id = *(int*)(info + 16);
            lock (_lock)
            {
                int status;
                if (Libc.WaitForProcess(id, &status, 0) != id)
                {
                    continue;
                }

                if (_running.Remove(id, out var process))
                {
                    process.End(status);
                }
                else if (_starting > 0)
                {
                    _unclaimed[id] = status;
                }
            }
        }
    }
}
