using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Learn;

/// <summary>Turns something that reports while it runs into a stream.</summary>
internal static class SampleStream
{
    /// <summary>The reports of a run, as they come.</summary>
    /// <param name="run">Starts it; is given where to report, and a token that ends it.</param>
    /// <param name="cancellationToken">Ends the run. So does whoever stops reading.</param>
    public static async IAsyncEnumerable<T> Of<T>(Func<Action<T>, CancellationToken, Task> run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
        var running = RunAsync();
        try
        {
            await foreach (var report in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return report;
            }
        }
        finally
        {
            // Nothing of the run is left when the loop is.
            await stop.CancelAsync();
            await running;
        }

        async Task RunAsync()
        {
            try
            {
                await run(report => channel.Writer.TryWrite(report), stop.Token);
                channel.Writer.Complete();
            }
            catch (Exception e)
            {
                channel.Writer.Complete(e);
            }
        }
    }
}
