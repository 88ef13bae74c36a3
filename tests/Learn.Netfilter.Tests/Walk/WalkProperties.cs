using FsCheck;
using FsCheck.Fluent;

namespace Learn.Netfilter.Tests;

/// <summary>What holds for every ruleset and every packet. A failure names the seed with which it can be repeated.</summary>
public sealed class WalkProperties
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(1500);
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void The_index_gives_the_same_answer_as_trying_every_rule() => Check.One(
        Settings,
        Prop.ForAll(Seeds, seed =>
        {
            var any = new AnyWalk(seed);
            var ruleset = any.Ruleset();
            for (int number = 0; number < 4; number++)
            {
                var packet = any.Packet();
                string fast = Everything(PacketWalk.Walk(ruleset, packet, AnyWalk.Options()));
                string slow = Everything(PacketWalk.Walk(ruleset, packet, AnyWalk.Options() with { UsesIndex = false }));
                Assert.True(fast == slow, $"seed {seed}, packet {number}:\n{fast}\ninstead of\n{slow}");
            }
        }));

    [Fact]
    public void The_probabilities_of_all_ends_leave_room_for_each_other() => Check.One(
        Settings,
        Prop.ForAll(Seeds, seed =>
        {
            var any = new AnyWalk(seed);
            var result = PacketWalk.Walk(any.Ruleset(), any.Packet(), AnyWalk.Options());
            double least = result.Outcomes.Sum(outcome => outcome.LeastProbability);
            double most = result.Outcomes.Sum(outcome => outcome.Probability);
            Assert.True(least < 1 + 1e-9 && most > 1 - 1e-9, $"seed {seed}: {least} to {most}");
            Assert.All(result.Outcomes, outcome => Assert.InRange(outcome.LeastProbability, 0, outcome.Probability));
            Assert.True(!result.IsCertain || Math.Abs(most - 1) < 1e-9, $"seed {seed}: {most}");
        }));

    private static string Everything(WalkResult result) => string.Join('\n', result.Outcomes.Select(outcome => string.Join(
        "\n  ",
        [$"{outcome} at least {outcome.LeastProbability:r}", .. outcome.Steps, .. outcome.Assumptions.Select(assumption => assumption.ToString())])));
}
