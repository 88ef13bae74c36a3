namespace Learn.Tests.Figures;

public sealed class DistributionTextTests
{
    [Fact]
    public void A_distribution_is_drawn_with_its_expectation()
    {
        Assert.Equal(
            """
            Who answered http://my-service
            300 requests · χ² = 0.42 with 2 degrees of freedom · p = 0.81

            my-pod-1  ████████████████████████████████████████████████▍        104  34.7 %
                                                            ├───────┼──────┤      84 – 116
            my-pod-2  ████████████████████████████████████████████▎             95  31.7 %
                                                            ├───────┼──────┤      84 – 116
            my-pod-3  ███████████████████████████████████████████████          101  33.7 %
                                                            ├───────┼──────┤      84 – 116

            █ observed · ├─┼─┤ expected, with the range in which 95 of 100 runs lie
            The counts fit the expectation: chance alone gives a deviation at least this
            large in 81 of 100 runs. Bars show how often each answered; the mark shows the
            count expected from the rules, the bracket the range in which 95 of 100 runs
            lie, each bar looked at alone (exact binomial).

            """,
            DistributionText.Draw(Samples.Fitting));
    }

    [Fact]
    public void What_lies_outside_its_range_carries_an_arrow()
    {
        var lines = DistributionText.Draw(Samples.Misfitting).Split('\n');

        Assert.EndsWith("88  29.3 %", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("72  24.0 % ▼", lines[5], StringComparison.Ordinal);
        Assert.EndsWith("131  43.7 % ▲", lines[7], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(132)]
    public void No_line_is_longer_than_asked_for(int width)
    {
        foreach (var result in new[] { Samples.Fitting, Samples.Misfitting, Samples.Many, Samples.Unexpected, Samples.Empty })
        {
            foreach (var ascii in new[] { false, true })
            {
                var text = DistributionText.Draw(result, width, ascii);

                Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, width));
                Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
            }
        }
    }

    [Fact]
    public void Ascii_has_no_other_characters_and_the_same_columns()
    {
        var unicode = DistributionText.Draw(Samples.Misfitting).Split('\n');
        var ascii = DistributionText.Draw(Samples.Misfitting, ascii: true).Split('\n');

        Assert.All(string.Concat(ascii), c => Assert.InRange(c, ' ', '~'));
        Assert.DoesNotContain(string.Concat(ascii), c => c == '?');
        Assert.Equal(unicode[3..11].Select(l => l.Length), ascii[3..11].Select(l => l.Length));
    }

    [Fact]
    public void The_bracket_stands_where_the_bar_of_its_count_ends()
    {
        // A bar of 100 of 100, expected 100: the mark is in the bar's last column.
        var text = DistributionText.Draw(Samples.Result(Expectation.Even("a"), ("a", 100)), ascii: true).Split('\n');

        Assert.Equal(text[3].LastIndexOf('#'), text[4].LastIndexOf('|'));
    }

    [Fact]
    public void A_narrower_width_than_forty_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => DistributionText.Draw(Samples.Fitting, 39));
}
