using System.Text;

namespace Learn.Tests.Traffic;

public sealed class CurlBodyJoinTests
{
    [Fact]
    public void Each_sample_is_released_with_its_body_whatever_comes_first()
    {
        var released = new List<CurlSample>();
        var join = new CurlBodyJoin(released.Add);

        join.AddOutput("on"u8);
        join.AddSample(new CurlSample { Index = 0, BodySize = 3 });
        Assert.Empty(released);
        join.AddOutput(Encoding.UTF8.GetBytes("etwöx"));
        Assert.Equal(["one"], released.Select(s => s.Body));
        join.AddSample(new CurlSample { Index = 1, BodySize = 4 });
        join.AddSample(new CurlSample { Index = 2, BodySize = 0 });
        join.AddSample(new CurlSample { Index = 3, BodySize = 9 });
        Assert.Equal(["one", "twö", ""], released.Select(s => s.Body));
        join.Complete();

        Assert.Equal(["one", "twö", "", "x"], released.Select(s => s.Body));
        Assert.Equal([0, 1, 2, 3], released.Select(s => s.Index));
    }
}
