namespace Learn.Notebook.Tests.Languages;

/// <summary>The selector line of <c>#!walk</c>.</summary>
public sealed class WalkLineTests
{
    [Fact]
    public void Every_option_is_read()
    {
        var line = WalkLine.Read("--from 10.244.0.5 --proto=udp --rules dump -i cni0 -o eth0 --mark 0x4000 --state NEW --local-address 10.0.0.1 --local-address 10.0.0.2 --local-process 10.96.0.10:53");

        Assert.Equal("dump", line.Rules);
        Assert.Equal(("10.244.0.5", "10.96.0.10:53", "udp", "cni0", "eth0", "0x4000", "NEW", true), (
            line.Question.From, line.Question.To, line.Question.Protocol, line.Question.InInterface, line.Question.OutInterface, line.Question.Mark, line.Question.State, line.Question.IsFromLocalProcess));
        Assert.Equal(["10.0.0.1", "10.0.0.2"], line.Question.LocalAddresses);
    }

    [Theory]
    [InlineData("", "Say where the packet goes")]
    [InlineData("a b", "There are two targets, a and b.")]
    [InlineData("--nonsense a", "There is no option --nonsense.")]
    [InlineData("a --from", "--from needs a value: --from HOST.")]
    public void A_mistake_is_told(string line, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<CellException>(() => WalkLine.Read(line)).Message, StringComparison.Ordinal);
}
