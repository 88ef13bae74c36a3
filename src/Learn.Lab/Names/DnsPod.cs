namespace Learn;

/// <summary>All that serves in one pod of the cluster's DNS.</summary>
internal sealed class DnsPod : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> parts = [];

    /// <summary>Adds a server.</summary>
    public void Add(IAsyncDisposable part) => parts.Add(part);

    /// <summary>Closes the sockets of all servers.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts)
        {
            await part.DisposeAsync();
        }
    }
}
