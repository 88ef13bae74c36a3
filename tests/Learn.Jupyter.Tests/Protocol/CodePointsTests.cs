namespace Learn.Jupyter.Tests.Protocol;

public sealed class CodePointsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("a😀c", 1, 1)]
    [InlineData("a😀c", 2, 3)]
    [InlineData("a😀c", 3, 4)]
    public void Positions_count_code_points_and_indexes_units(string text, int position, int index)
    {
        Assert.Equal(index, CodePoints.ToIndex(text, position));
        Assert.Equal(position, CodePoints.FromIndex(text, index));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(99, 4)]
    public void Positions_outside_become_the_start_or_the_end(int position, int index) => Assert.Equal(index, CodePoints.ToIndex("a😀c", position));

    [Fact]
    public void Half_a_pair_is_one_position() => Assert.Equal(2, CodePoints.ToIndex("\ud83dx", 2));
}
