namespace Learn.Tests.Observation;

/// <summary>What tcpdump 4.99.3 wrote.</summary>
public sealed class TcpdumpWordsTests
{
    [Fact]
    public async Task Beginning_progress_and_end_are_understood()
    {
        var words = new TcpdumpWords();

        words.Add("tcpdump: data link type LINUX_SLL2");
        Assert.False(words.Listening.IsCompleted);
        words.Add("tcpdump: listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144 bytes");
        Assert.True(words.Listening.IsCompleted);
        var answer = words.NextAnswerAsync();
        words.Add("tcpdump: 1 packet captured, 2 packets received by filter, 0 packets dropped by kernel");
        Assert.Equal((1, 2, 0), await answer);
        words.Add("21 packets captured");
        words.Add("42 packets received by filter");
        words.Add("3 packets dropped by kernel");

        Assert.Equal((21, 42, 3), words.Last);
        Assert.StartsWith("tcpdump: data link", words.ToString(), StringComparison.Ordinal);
    }
}
