namespace Learn.Clients.Tests.Browser;

/// <summary>What a picture of a drawn chart has that one of an empty place has not.</summary>
internal static class DrawnChart
{
    /// <summary>Letters at the axes and edges of bars make many colours; the bars take up a part of the picture.</summary>
    public static void Check((int Colours, double Painted) picture)
    {
        Assert.InRange(picture.Colours, 20, int.MaxValue);
        Assert.InRange(picture.Painted, 0.04, 0.9);
    }
}
