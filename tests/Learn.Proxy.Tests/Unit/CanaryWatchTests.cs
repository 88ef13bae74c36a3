using Microsoft.Extensions.Time.Testing;

namespace Learn.Proxy.Tests;

public sealed class CanaryWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CanaryWatch _watch;

    public CanaryWatchTests() => _watch = new(TimeSpan.FromSeconds(30), _time);

    [Fact]
    public void The_canaries_are_made_at_once_and_looked_at_each_period()
    {
        Assert.Equal((CanaryStep.Create, 0), Next());
        _watch.Created(true);
        Assert.Equal((CanaryStep.Look, 30), Next());
        _watch.Looked(true);
        Assert.Equal((CanaryStep.Look, 60), Next());
    }

    [Fact]
    public void Canaries_that_cannot_be_made_are_tried_again_after_a_period()
    {
        Next();
        _watch.Created(false);
        Assert.Equal((CanaryStep.Create, 30), Next());
    }

    [Fact]
    public void A_flush_leads_to_a_full_sync_and_new_canaries_as_soon_as_it_is_complete()
    {
        Next();
        _watch.Created(true);
        Next();
        _watch.Looked(false);
        Assert.Equal((CanaryStep.LookAtOthers, 30), Next());
        _watch.LookedAtOthers(anyExists: true);
        Assert.Equal((CanaryStep.LookAtOthers, 30.1), Next());
        _watch.LookedAtOthers(anyExists: false);
        Assert.Equal((CanaryStep.Resync, 30.1), Next());
        _watch.Resynced();
        Assert.Equal((CanaryStep.Create, 30.1), Next());
    }

    [Fact]
    public void Kube_proxy_does_not_wait_longer_than_five_seconds_for_a_flush_to_end()
    {
        Next();
        _watch.Created(true);
        Next();
        _watch.Looked(false);
        int looks = 0;
        while (Next() is (CanaryStep.LookAtOthers, _))
        {
            looks++;
            _watch.LookedAtOthers(anyExists: true);
        }

        Assert.Equal(CanaryStep.Resync, _watch.Next);
        Assert.Equal(51, looks);
        Assert.Equal(35, (_time.GetUtcNow() - _time.Start).TotalSeconds, 3);
    }

    [Fact]
    public void A_report_about_another_step_is_a_mistake_of_the_caller() =>
        Assert.Throws<InvalidOperationException>(() => _watch.Looked(true));

    private (CanaryStep Step, double Seconds) Next()
    {
        if (_watch.Due > _time.GetUtcNow())
        {
            _time.SetUtcNow(_watch.Due);
        }

        return (_watch.Next, Math.Round((_time.GetUtcNow() - _time.Start).TotalSeconds, 3));
    }
}
