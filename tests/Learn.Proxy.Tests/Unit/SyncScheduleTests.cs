using Microsoft.Extensions.Time.Testing;

namespace Learn.Proxy.Tests;

public sealed class SyncScheduleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<double> _runs = [];

    [Fact]
    public void Two_runs_may_follow_each_other_and_the_third_waits()
    {
        SyncSchedule schedule = Make(minSeconds: 1);
        for (int request = 0; request < 3; request++)
        {
            schedule.Request();
            Pass(schedule, 0);
        }

        Pass(schedule, 10);
        Assert.Equal([0, 0, 1], _runs);
    }

    [Fact]
    public void A_steady_stream_of_requests_runs_once_per_minimum_interval()
    {
        SyncSchedule schedule = Make(minSeconds: 2);
        for (int tenth = 0; tenth < 100; tenth++)
        {
            schedule.Request();
            Pass(schedule, 0.1);
        }

        Assert.Equal([0, 0.1, 2, 4, 6, 8, 10], _runs.Select(run => Math.Round(run, 3)));
    }

    [Fact]
    public void After_a_quiet_time_the_burst_is_back()
    {
        SyncSchedule schedule = Make(minSeconds: 1);
        schedule.Request();
        Pass(schedule, 0);
        schedule.Request();
        Pass(schedule, 5);
        _runs.Clear();
        schedule.Request();
        Pass(schedule, 0);
        schedule.Request();
        Pass(schedule, 0);
        Assert.Equal([5, 5], _runs);
    }

    [Fact]
    public void Without_a_reason_a_run_comes_after_the_maximum_interval()
    {
        SyncSchedule schedule = Make(minSeconds: 1);
        schedule.Request();
        Pass(schedule, 7201);
        Assert.Equal([0, 3600, 7200], _runs);
    }

    [Fact]
    public void A_failed_run_is_repeated_after_the_time_it_asked_for()
    {
        SyncSchedule schedule = Make(minSeconds: 1);
        schedule.Request();
        Pass(schedule, 0, failures: 1, retrySeconds: 30);
        Pass(schedule, 100);
        Assert.Equal([0, 30], _runs);
    }

    [Fact]
    public void A_request_before_the_repetition_makes_it_needless()
    {
        SyncSchedule schedule = Make(minSeconds: 1);
        schedule.Request();
        Pass(schedule, 10, failures: 1, retrySeconds: 30);
        schedule.Request();
        Pass(schedule, 100);
        Assert.Equal([0, 10], _runs);
    }

    [Fact]
    public void Without_a_minimum_interval_every_request_runs_at_once()
    {
        SyncSchedule schedule = Make(minSeconds: 0);
        for (int request = 0; request < 5; request++)
        {
            schedule.Request();
            Pass(schedule, 0);
        }

        Assert.Equal([0, 0, 0, 0, 0], _runs);
    }

    private SyncSchedule Make(double minSeconds) => new(TimeSpan.FromSeconds(minSeconds), SyncSchedule.OneHour, 2, _time);

    private void Pass(SyncSchedule schedule, double seconds, int failures = 0, double retrySeconds = 0)
    {
        DateTimeOffset until = _time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        while (schedule.Due <= until)
        {
            if (schedule.Due > _time.GetUtcNow())
            {
                _time.SetUtcNow(schedule.Due);
            }

            if (schedule.TryBegin())
            {
                _runs.Add((_time.GetUtcNow() - _time.Start).TotalSeconds);
                if (failures-- > 0)
                {
                    schedule.RetryAfter(TimeSpan.FromSeconds(retrySeconds));
                }

                schedule.Completed();
            }
        }

        _time.SetUtcNow(until);
    }
}
