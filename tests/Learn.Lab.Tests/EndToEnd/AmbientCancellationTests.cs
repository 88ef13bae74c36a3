namespace Learn.Tests.EndToEnd;

/// <summary>The token that calls of a lab have when they are given none.</summary>
public sealed class AmbientCancellationTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_ends_calls_that_were_given_no_token()
    {
        using var cell = new CancellationTokenSource();
        var running = InCellAsync(() => fixture.Lab.ExecAsync("client", ["sleep", "1000"]), cell.Token);
        Assert.False(running.IsCompleted);
        await cell.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_flows_into_tasks_and_ends_what_blocks_on_a_call()
    {
        using var cell = new CancellationTokenSource();
        var running = InCellAsync(() => Task.Run(() => fixture.Lab.CurlAsync("http://10.96.0.1", 1_000_000).GetAwaiter().GetResult()), cell.Token);
        await cell.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_token_of_ones_own_counts_instead()
    {
        using var cell = new CancellationTokenSource();
        using var own = new CancellationTokenSource();
        var running = InCellAsync(() => fixture.Lab.ExecAsync("client", ["sleep", "1000"], cancellationToken: own.Token), cell.Token);
        await cell.CancelAsync();
        Assert.False(running.IsCompleted);
        await own.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_does_not_reach_beyond_the_code_that_entered_it()
    {
        using var cell = new CancellationTokenSource();
        await InCellAsync(() => Task.FromResult(0), cell.Token);
        Assert.False(AmbientCancellation.Token.CanBeCanceled);
    }

    [Fact]
    public async Task A_lab_outlives_the_cell_that_started_it()
    {
        using var cell = new CancellationTokenSource();
        await using var lab = await InCellAsync(() => Lab.StartAsync(), cell.Token);
        await cell.CancelAsync();
        await lab.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, (await lab.CurlAsync("http://my-service", cancellationToken: TestContext.Current.CancellationToken)).Answered);
        Assert.Contains("pod/my-app-1", lab.Places);
    }

    // An async method of its own: what is entered in it ends with it.
    private static async Task<T> InCellAsync<T>(Func<Task<T>> call, CancellationToken token)
    {
        AmbientCancellation.Enter(token);
        return await call();
    }
}
