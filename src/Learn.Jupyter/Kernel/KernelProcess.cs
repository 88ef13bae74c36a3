using System.Globalization;
using System.Runtime.InteropServices;
using NetMQ;

namespace Learn.Jupyter;

/// <summary>A process that is a kernel: what <see cref="KernelServer"/> leaves to its surroundings.</summary>
public static class KernelProcess
{
    // Cells may hold threads of the pool; new ones come only two a second.
    private const int ThreadsAtHand = 16;

    /// <summary>
    /// Serves until a front end asks for the shutdown, the program that started the kernel (<c>JPY_PARENT_PID</c>) is gone, or the token is cancelled.
    /// SIGINT interrupts the running cell and ends nothing; SIGTERM ends the kernel.
    /// </summary>
    /// <param name="connectionFile">The path of the connection file.</param>
    /// <param name="language">What the cells are written in.</param>
    /// <param name="info">How the kernel introduces itself.</param>
    /// <param name="started">Called when the kernel answers, before the first request. For registering comm targets.</param>
    /// <param name="log">Told about dropped messages and faults of the kernel itself.</param>
    /// <param name="cancellationToken">Ends the kernel.</param>
    /// <exception cref="InvalidDataException">The connection file says something that this kernel cannot do.</exception>
    /// <exception cref="IOException">The connection file cannot be read.</exception>
    /// <exception cref="NetMQException">A port is taken, or the address is not this machine's.</exception>
    public static async Task RunAsync(
        string connectionFile,
        INotebookLanguage language,
        KernelInfo info,
        Action<KernelServer>? started = null,
        Action<string>? log = null,
        CancellationToken cancellationToken = default)
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, ThreadsAtHand), ports);
        var connection = await ConnectionFile.ReadAsync(connectionFile, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ChildOutput.TakeOver();
        await using (var server = KernelServer.Start(connection, ChildOutput.Around(language), info, log))
        {
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                signal.Cancel = true;
                server.Interrupt();
            });
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                end.Cancel();
            });
            started?.Invoke(server);
            List<Task> ends = [server.Shutdown, Task.Delay(Timeout.Infinite, end.Token)];
            if (int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), CultureInfo.InvariantCulture, out var parent))
            {
                ends.Add(ParentWatch.UntilGoneAsync(parent, end.Token));
            }

            await Task.WhenAny(ends);
            await end.CancelAsync();
        }

        // Waits until the last answers are sent, for a second at most.
        NetMQConfig.Cleanup(block: true);
    }
}
