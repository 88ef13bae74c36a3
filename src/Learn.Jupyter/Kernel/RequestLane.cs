namespace Learn.Jupyter;

/// <summary>
/// Requests that are answered one after the other, by one thread of their own: a cell that never returns takes no thread from anybody.
/// The main shell is a lane, each subshell, and the control channel.
/// </summary>
internal sealed class RequestLane
{
    // Cells of learners recurse; a deep but finite recursion is to end with its result.
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly LinkedList<Request> waiting = new();
    private readonly Action<Request> handle;
    private CancellationTokenSource? running;
    private bool closed;

    public RequestLane(string name, Action<Request> handle)
    {
        this.handle = handle;
        new Thread(Run, StackBytes) { IsBackground = true, Name = name }.Start();
    }

    public void Add(Message message, SocketRole cameBy)
    {
        lock (waiting)
        {
            waiting.AddLast(new Request(message, cameBy, this));
            Monitor.Pulse(waiting);
        }
    }

    /// <summary>Marks the cells that wait: a cell before them failed.</summary>
    public void AbortWaitingCells()
    {
        lock (waiting)
        {
            foreach (var request in waiting)
            {
                request.IsAborted = true;
            }
        }
    }

    /// <summary>Interrupts the request that is being answered, if there is one. Does not wait for it.</summary>
    public void Interrupt()
    {
        lock (waiting)
        {
            _ = running?.CancelAsync();
        }
    }

    /// <summary>Interrupts what is being answered, forgets the waiting requests, and takes no more.</summary>
    public void Close()
    {
        lock (waiting)
        {
            closed = true;
            waiting.Clear();
            Monitor.Pulse(waiting);
            _ = running?.CancelAsync();
        }
    }

    private void Run()
    {
        while (true)
        {
            Request next;
            using var interruption = new CancellationTokenSource();
            lock (waiting)
            {
                while (waiting.Count == 0)
                {
                    if (closed)
                    {
                        return;
                    }

                    Monitor.Wait(waiting);
                }

                next = waiting.First!.Value;
                waiting.RemoveFirst();
                // From here on, so that no interrupt comes too early to be heard.
                next.Interruption = interruption.Token;
                running = interruption;
            }

            handle(next);
            lock (waiting)
            {
                running = null;
            }
        }
    }
}
