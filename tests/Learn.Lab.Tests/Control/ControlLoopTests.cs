namespace Learn.Tests.Control;

public sealed class ControlLoopTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Controllers_run_until_none_has_anything_left_to_do()
    {
        int work = 3;
        int seen = 0;
        await using var loop = new ControlLoop([
            new Scripted(_ => work > 0 && work-- > 0),
            new Scripted(_ => { seen++; return false; }),
        ]);

        Assert.Empty(await loop.SettleAsync(Cancel));

        Assert.Equal(0, work);
        Assert.Equal(4, seen);
    }

    [Fact]
    public async Task Trouble_of_any_round_is_reported_once()
    {
        int rounds = 0;
        await using var loop = new ControlLoop([
            new Scripted(troubles => { troubles.Add(new Trouble("pod/a", "cannot")); return rounds++ < 2; }),
        ]);

        Assert.Equal(new Trouble("pod/a", "cannot"), Assert.Single(await loop.SettleAsync(Cancel)));
    }

    [Fact]
    public async Task When_the_world_is_gone_everybody_hears_why_and_nobody_waits()
    {
        await using var loop = new ControlLoop([new Scripted(_ => throw new IOException("the helper was killed"))]);

        var first = await Assert.ThrowsAsync<LabException>(() => loop.SettleAsync(Cancel));
        var later = await Assert.ThrowsAsync<LabException>(() => loop.SettleAsync(Cancel));

        Assert.Contains("the helper was killed", first.Message, StringComparison.Ordinal);
        Assert.Contains("the helper was killed", later.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Controllers_that_never_come_to_rest_are_stopped()
    {
        await using var loop = new ControlLoop([new Scripted(_ => true)]);

        var error = await Assert.ThrowsAsync<LabException>(() => loop.SettleAsync(Cancel));

        Assert.Contains("did not come to rest", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_frees_those_who_wait()
    {
        var entered = new TaskCompletionSource();
        var loop = new ControlLoop([new Scripted(async (_, cancellationToken) =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return false;
        })]);
        var waiting = loop.SettleAsync(Cancel);
        await entered.Task;

        await loop.DisposeAsync();

        await Assert.ThrowsAsync<LabException>(() => waiting);
    }

    private sealed class Scripted(Func<ICollection<Trouble>, CancellationToken, Task<bool>> reconcile) : IController
    {
        public Scripted(Func<ICollection<Trouble>, bool> reconcile)
            : this((troubles, _) => Task.FromResult(reconcile(troubles)))
        {
        }

        public Task<bool> ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken) => reconcile(troubles, cancellationToken);
    }
}
