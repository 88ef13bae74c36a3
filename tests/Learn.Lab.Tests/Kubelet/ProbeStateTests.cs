namespace Learn.Tests.Kubelet;

public sealed class ProbeStateTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(nameof(ProbeKind.Startup), nameof(ProbeResult.Unknown))]
    [InlineData(nameof(ProbeKind.Readiness), nameof(ProbeResult.Failure))]
    [InlineData(nameof(ProbeKind.Liveness), nameof(ProbeResult.Success))]
    public void Before_the_first_answer_a_container_counts_as_alive_and_as_not_ready(string kind, string expected)
    {
        var state = new ProbeState(Enum.Parse<ProbeKind>(kind), Timing());

        Assert.Equal(expected, state.Result.ToString());
        Assert.False(state.IsDecided);
    }

    [Theory]
    // Each answer, and the result that counts after it: (s)uccess or (f)ailure; in capitals where it is news.
    [InlineData(1, 3, "+--+---+", "SsssssFS")]
    [InlineData(2, 3, "++-+---+++", "fSssssFfSs")]
    [InlineData(3, 1, "+++-++-+++", "ffSFfffffS")]
    [InlineData(1, 3, "---", "ffF")]
    [InlineData(1, 2, "-+-+--", "fSsssF")]
    public void An_answer_counts_when_it_came_often_enough_in_a_row(int success, int failure, string answers, string expected)
    {
        var state = new ProbeState(ProbeKind.Readiness, Timing(success, failure));
        state.BeginAt(Start);

        string seen = string.Concat(answers.Select(answer =>
        {
            bool isNews = state.Record(answer == '+' ? ProbeResult.Success : ProbeResult.Failure, Start);
            char letter = state.Result == ProbeResult.Success ? 's' : 'f';
            return isNews ? char.ToUpperInvariant(letter) : letter;
        }));

        Assert.Equal(expected, seen);
    }

    [Fact]
    public void The_first_failures_of_a_readiness_probe_are_news_although_it_was_not_ready_before()
    {
        var state = new ProbeState(ProbeKind.Readiness, Timing(failure: 2));
        state.BeginAt(Start);

        Assert.False(state.Record(ProbeResult.Failure, Start));
        Assert.True(state.Record(ProbeResult.Failure, Start));
        Assert.True(state.IsDecided);
        Assert.False(state.Record(ProbeResult.Failure, Start));
    }

    [Fact]
    public void A_probe_that_cannot_be_run_says_nothing()
    {
        var state = new ProbeState(ProbeKind.Readiness, Timing(failure: 2));
        state.BeginAt(Start);

        state.Record(ProbeResult.Failure, Start);
        state.Record(ProbeResult.Unknown, Start);

        Assert.True(state.Record(ProbeResult.Failure, Start));
    }

    [Fact]
    public void It_ticks_in_step_with_its_beginning()
    {
        var state = new ProbeState(ProbeKind.Readiness, Timing(period: 5));
        state.BeginAt(Start);

        state.Record(ProbeResult.Success, Start.AddSeconds(0.4));
        Assert.Equal(Start.AddSeconds(5), state.Due);
        state.Record(ProbeResult.Success, Start.AddSeconds(5.2));
        Assert.Equal(Start.AddSeconds(10), state.Due);
    }

    [Fact]
    public void An_answer_slower_than_the_period_is_followed_by_the_next_probe_at_once()
    {
        var state = new ProbeState(ProbeKind.Readiness, Timing(period: 1));
        state.BeginAt(Start);

        state.Record(ProbeResult.Failure, Start.AddSeconds(3.5));

        Assert.Equal(Start.AddSeconds(3.5), state.Due);
    }

    [Theory]
    [InlineData(nameof(ProbeKind.Startup), false)]
    [InlineData(nameof(ProbeKind.Liveness), false)]
    [InlineData(nameof(ProbeKind.Readiness), true)]
    public void After_a_failure_that_has_the_container_restarted_a_probe_rests(string kind, bool goesOn)
    {
        var state = new ProbeState(Enum.Parse<ProbeKind>(kind), Timing(failure: 1));
        state.BeginAt(Start);

        state.Record(ProbeResult.Failure, Start);

        Assert.Equal(goesOn, state.Due is not null);
    }

    [Fact]
    public void A_new_run_of_the_container_starts_from_nothing()
    {
        var state = new ProbeState(ProbeKind.Readiness, Timing(success: 2));
        state.BeginAt(Start);
        state.Record(ProbeResult.Success, Start);
        state.Record(ProbeResult.Success, Start);

        state.Forget();
        state.BeginAt(Start);

        Assert.Equal(ProbeResult.Failure, state.Result);
        Assert.False(state.Record(ProbeResult.Success, Start));
        Assert.True(state.Record(ProbeResult.Success, Start));
    }

    private static ProbeTiming Timing(int success = 1, int failure = 3, int period = 10)
        => new(TimeSpan.Zero, TimeSpan.FromSeconds(period), TimeSpan.FromSeconds(1), success, failure);
}
