namespace Learn.Tests.Control;

public sealed class QuiescenceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Quiescence quiescence = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_rest_nobody_waits() => await quiescence.WaitAsync(Patience, Cancel);

    [Fact]
    public async Task Rest_comes_when_the_last_token_is_given_back()
    {
        var first = quiescence.Hold("a");
        var second = quiescence.Hold("b");
        var waiting = quiescence.WaitAsync(Patience, Cancel);

        first.Dispose();
        first.Dispose();
        Assert.False(waiting.IsCompleted);
        second.Dispose();

        await waiting;
        Assert.Empty(quiescence.Reasons);
    }

    [Fact]
    public async Task Who_waits_for_too_long_is_told_for_what()
    {
        using var token = quiescence.Hold("pod/web-1 to become ready");

        var error = await Assert.ThrowsAsync<LabException>(() => quiescence.WaitAsync(TimeSpan.FromMilliseconds(10), Cancel));

        Assert.Contains("pod/web-1 to become ready", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_lab_is_gone_everybody_hears_why_and_nobody_waits()
    {
        using var token = quiescence.Hold("something");
        var waiting = quiescence.WaitAsync(Patience, Cancel);

        quiescence.Break(new IOException("the helper was killed"));

        foreach (var call in new[] { () => waiting, () => quiescence.WaitAsync(Patience, Cancel) })
        {
            var error = await Assert.ThrowsAsync<LabException>(call);
            Assert.Contains("the helper was killed", error.Message, StringComparison.Ordinal);
        }
    }
}
