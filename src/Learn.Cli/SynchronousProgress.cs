namespace Learn.Cli;

/// <summary>Progress that is handled where it is reported, and so in order. (<see cref="Progress{T}"/> may reorder.)</summary>
internal sealed class SynchronousProgress<T>(Action<T> handle) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => handle(value);
}
