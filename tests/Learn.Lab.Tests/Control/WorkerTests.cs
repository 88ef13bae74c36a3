using Learn.Sandbox;

namespace Learn.Tests.Control;

public sealed class WorkerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Quiescence quiescence = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_during_a_run_leads_to_another_run_before_there_is_rest()
    {
        int runs = 0;
        Scripted? worker = null;
        worker = new Scripted(quiescence, (_, _) =>
        {
            if (++runs < 3)
            {
                worker!.Wake();
            }

            return Task.CompletedTask;
        });
        await using var ending = worker;

        worker.Start();
        await quiescence.WaitAsync(Patience, Cancel);

        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task Workers_that_wake_each_other_are_at_rest_only_when_both_are()
    {
        int left = 5;
        Scripted? one = null, two = null;
        one = new Scripted(quiescence, (_, _) => Toss(() => two!));
        two = new Scripted(quiescence, (_, _) => Toss(() => one!));
        await using var ending = one;
        await using var endingToo = two;

        one.Start();
        two.Start();
        await quiescence.WaitAsync(Patience, Cancel);

        Assert.Equal(0, left);

        async Task Toss(Func<Worker> other)
        {
            await Task.Yield();
            if (left > 0)
            {
                Interlocked.Decrement(ref left);
                other().Wake();
            }
        }
    }

    [Fact]
    public async Task What_the_kernel_refuses_is_a_trouble_and_the_next_change_tries_again()
    {
        bool refuse = true;
        await using var worker = new Scripted(quiescence, (_, _) => refuse ? throw new SandboxException("the port is taken") : Task.CompletedTask);

        worker.Start();
        await quiescence.WaitAsync(Patience, Cancel);
        Assert.Equal(new Trouble("a worker", "the port is taken"), Assert.Single(worker.Troubles));

        refuse = false;
        worker.Wake();
        await quiescence.WaitAsync(Patience, Cancel);
        Assert.Empty(worker.Troubles);
    }

    [Fact]
    public async Task A_mistake_of_the_lab_itself_is_heard_by_who_waits()
    {
        await using var worker = new Scripted(quiescence, (_, _) => throw new InvalidOperationException("impossible"));
        using var token = quiescence.Hold("something else");

        worker.Start();

        var error = await Assert.ThrowsAsync<LabException>(() => quiescence.WaitAsync(Patience, Cancel));
        Assert.Contains("impossible", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_worker_hears_nothing_and_makes_up_for_it()
    {
        int runs = 0;
        await using var worker = new Scripted(quiescence, (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        worker.Start();
        await quiescence.WaitAsync(Patience, Cancel);

        worker.Pause();
        worker.Wake();
        await quiescence.WaitAsync(Patience, Cancel);
        Assert.Equal(1, runs);

        worker.Resume();
        await quiescence.WaitAsync(Patience, Cancel);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Closing_ends_the_run_and_gives_the_token_back()
    {
        var entered = new TaskCompletionSource();
        var worker = new Scripted(quiescence, async (_, cancellationToken) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        worker.Start();
        await entered.Task;

        await worker.DisposeAsync();

        Assert.Empty(quiescence.Reasons);
    }

    private sealed class Scripted(Quiescence quiescence, Func<ICollection<Trouble>, CancellationToken, Task> reconcile)
        : Worker(quiescence, "a worker", TimeProvider.System)
    {
        protected override Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken) => reconcile(troubles, cancellationToken);
    }
}
