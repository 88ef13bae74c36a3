namespace Learn.Cli.Labs;

/// <summary>A lab that a process keeps, and what lives in it and ends before it.</summary>
/// <param name="Lab">The lab.</param>
/// <param name="Lodger">What ends before it; null for nothing.</param>
internal sealed record KeptLab(Lab Lab, IAsyncDisposable? Lodger = null) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await (Lodger?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Lab.DisposeAsync();
    }
}
