namespace Learn.Tests.Replay;

/// <summary>One world for all cases.</summary>
public sealed class ReplayFixture : IAsyncLifetime
{
    /// <summary>The replay.</summary>
    public CaseReplay Replay { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Replay = await CaseReplay.StartAsync();

    public ValueTask DisposeAsync() => Replay.DisposeAsync();
}
