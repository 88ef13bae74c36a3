using System.Threading.Channels;

namespace Learn.Notebook.Kubectl;

/// <summary>Waits for something to become so in the cluster.</summary>
internal static class ObjectWait
{
    /// <summary>Looks at once, and again after each change.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="bound">How long; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it became so in time.</returns>
    /// <exception cref="LabException">The lab ended meanwhile.</exception>
    public static async Task<bool> UntilAsync(Lab lab, Func<bool> isSo, TimeSpan bound, CancellationToken cancellationToken)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = lab.Cluster.Subscribe(_ => changes.Writer.TryWrite(true));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lab.Ended);
        ending.CancelAfter(bound);
        try
        {
            while (!isSo())
            {
                await changes.Reader.ReadAsync(ending.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return lab.Ended.IsCancellationRequested ? throw new LabException("The lab has ended.") : isSo();
        }
    }
}
