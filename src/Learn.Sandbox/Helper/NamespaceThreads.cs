using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Learn.Sandbox;

/// <summary>
/// A few threads of their own that enter a host, do something there, and return to the root. Namespaces belong to threads; a thread of the
/// pool must never be left in one. A few threads instead of one per host: hosts cost no thread, and a command costs none either.
/// </summary>
internal sealed class NamespaceThreads
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly SafeFileHandle _rootNetwork = NetworkNamespace.Open("net");
    private readonly SafeFileHandle _rootMounts = NetworkNamespace.Open("mnt");

    public NamespaceThreads()
    {
        for (var i = 0; i < Math.Clamp(Environment.ProcessorCount, 2, 8); i++)
        {
            new Thread(Work, maxStackSize: 256 * 1024) { IsBackground = true, Name = $"namespaces {i}" }.Start();
        }
    }

    /// <summary>The root's network namespace.</summary>
    public SafeFileHandle RootNetwork => _rootNetwork;

    /// <summary>Does something synchronous in a place. It must not wait for anything.</summary>
    /// <param name="network">Network namespace to be in; null for the root's.</param>
    /// <param name="mounts">Mount namespace to be in; null for the root's.</param>
    /// <param name="work">What to do. It may change the thread's network namespace; it is put back.</param>
    /// <param name="changesMounts">Whether the work changes the thread's mount namespace; then that is put back too.</param>
    public Task<T> RunAsync<T>(SafeFileHandle? network, SafeFileHandle? mounts, Func<T> work, bool changesMounts = false)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            T? result = default;
            Exception? failure = null;
            try
            {
                Enter(network, Libc.CloneNewNetwork);
                Enter(mounts, Libc.CloneNewNamespace);
                result = work();
            }
            catch (Exception error)
            {
                failure = error;
            }

            // Never stay: a thread keeps the namespace that it is in alive.
            if (changesMounts || mounts is not null)
            {
                Enter(_rootMounts, Libc.CloneNewNamespace);
            }

            Enter(_rootNetwork, Libc.CloneNewNetwork);

            // Only now: to complete may start a thread of the pool, which begins in the namespaces of the thread that starts it.
            if (failure is null)
            {
                completion.SetResult(result!);
            }
            else
            {
                completion.SetException(failure);
            }
        });
        return completion.Task;
    }

    private static void Enter(SafeFileHandle? place, int kind)
    {
        if (place is null)
        {
            return;
        }

        // A thread that shares its root and working directory with another may not change its mount namespace, and every thread that it has started since
        // (the pool's) does.
        if ((kind == Libc.CloneNewNamespace && Libc.Unshare(Libc.CloneFs) != 0) || Libc.SetNamespace(place, kind) != 0)
        {
            throw new SandboxException($"Cannot enter a namespace: {Libc.LastError()}.");
        }
    }

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
