namespace Learn.Course.Tests.Checks;

/// <summary>That the two goes of share checks err as seldom as they promise.</summary>
public sealed class ShareJudgeTests
{
    private static readonly double[][] Worlds = [[0.5, 0.5], [1 / 3.0, 1 / 3.0, 1 / 3.0], [0.7, 0.2, 0.1], [0.2, 0.2, 0.2, 0.2, 0.2]];

    [Fact]
    public void A_right_world_is_never_found_wrong_and_mostly_settled_at_once()
    {
        var random = new Random(1);
        int again = 0, runs = 0;
        foreach (var world in Worlds)
        {
            for (int run = 0; run < 1000; run++, runs++)
            {
                var (verdict, goes) = Judge(random, world, world);
                Assert.Equal(ShareJudge.Verdict.Right, verdict);
                again += goes - 1;
            }
        }

        Assert.InRange(again, runs / 50, runs / 12);
    }

    [Fact]
    public void A_share_that_is_off_by_a_tenth_of_the_requests_is_noticed()
    {
        var random = new Random(2);
        int missed = 0;
        foreach (var world in Worlds)
        {
            double[] other = [.. world];
            other[0] -= 0.1;
            other[^1] += 0.1;
            missed += Enumerable.Range(0, 1000).Count(_ => Judge(random, world, other).Verdict != ShareJudge.Verdict.Wrong);
        }

        Assert.InRange(missed, 0, 4);
    }

    private static (ShareJudge.Verdict Verdict, int Goes) Judge(Random random, double[] expected, double[] actual)
    {
        var expectation = ShareJudge.Expect(expected.Select((share, index) => KeyValuePair.Create($"web-{index}", share)));
        var seen = Draw(random, actual, TrafficPlan.EnoughForShares);
        var verdict = ShareJudge.Judge(seen, expectation, isLast: false);
        if (verdict != ShareJudge.Verdict.Unsure)
        {
            return (verdict, 1);
        }

        seen.AddRange(Draw(random, actual, TrafficPlan.EnoughForShares * ShareJudge.MoreInSecondGo));
        return (ShareJudge.Judge(seen, expectation, isLast: true), 2);
    }

    private static List<TrafficSeen> Draw(Random random, double[] shares, int count)
        => [.. Enumerable.Range(0, count).Select(_ => new TrafficSeen(TrafficEnds.Answered, $"web-{Pick(random.NextDouble(), shares)}", null, null, 200, ""))];

    private static int Pick(double value, double[] shares)
    {
        int index = 0;
        while (index < shares.Length - 1 && value >= shares[index])
        {
            value -= shares[index++];
        }

        return index;
    }
}
