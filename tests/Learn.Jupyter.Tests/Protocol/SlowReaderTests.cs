using System.Globalization;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>Cells that show more than a front end takes.</summary>
public sealed class SlowReaderTests
{
    private const long Gigabyte = 1L << 30;

    [Fact]
    public async Task A_cell_that_prints_a_gigabyte_to_a_front_end_that_does_not_read_waits_and_can_be_interrupted()
    {
        using var kernel = new KernelChild(receivesAtMost: 10);
        var id = kernel.Client.Run(string.Create(CultureInfo.InvariantCulture, $"flood {Gigabyte}"));
        // Once everything on the way is full, the kernel's memory stands still: as long as this takes, nobody reads.
        var (last, same) = (0L, 0);
        for (var round = 0; same < 20; round++)
        {
            Assert.True(round < 600, $"after a minute the kernel still grows: {last >> 20} MB");
            await Task.Delay(100, TestContext.Current.CancellationToken);
            var now = kernel.MemoryBytes;
            same = Math.Abs(now - last) < 1 << 20 ? same + 1 : 0;
            last = now;
            Assert.True(now < 400 << 20, $"{now >> 20} MB of memory");
        }

        Assert.Equal("ok", kernel.Client.Ask("interrupt_request", reads: false, role: SocketRole.Control)["status"]);
        Assert.Equal("Interrupted", kernel.Client.Reply(id)["ename"]);
        var published = kernel.Client.Published(id);
        Assert.Equal(["execute_input", "stream", "error", "status"], published.Skip(1).Select(message => message.Type).Distinct());
        Assert.InRange(published.Where(message => message.Type == "stream").Sum(message => (long)message["text"]!.Length), 1 << 20, Gigabyte / 4);
        Assert.Contains(kernel.Client.Published(kernel.Client.Run("echo alive")), message => message.Type == "execute_result");
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_front_end_is_slow()
    {
        const int Bytes = 48 << 20;
        await using var talk = new Conversation(receivesAtMost: 10);
        var id = talk.Client.Run(string.Create(CultureInfo.InvariantCulture, $"flood {Bytes}"));
        var published = talk.Client.Published(id);
        Assert.Equal(Bytes, published.Where(message => message.Type == "stream").Sum(message => message["text"]!.Length));
        Assert.Equal("ok", talk.Client.Reply(id)["status"]);
    }

    [Fact]
    public async Task A_front_end_that_goes_away_without_reading_lets_the_cell_go_on()
    {
        await using var talk = new Conversation();
        var other = new FrontEnd(talk.Connection, receivesAtMost: 10);
        var id = talk.Client.Run(string.Create(CultureInfo.InvariantCulture, $"flood {64 << 20}"));
        // The first front end reads until the second one, which does not, has stopped the cell.
        for (var bytes = 0L; bytes < 4 << 20;)
        {
            var message = talk.Client.NextFrom(SocketRole.Iopub);
            bytes += message["text"]?.Length ?? 0;
        }

        other.Dispose();
        Assert.Equal("ok", talk.Client.Reply(id)["status"]);
    }

    [Fact]
    public async Task A_character_is_not_cut_in_two_by_the_pause_between_its_halves()
    {
        await using var talk = new Conversation();
        var published = talk.Client.Published(talk.Client.Run("halves \U0001F600"));
        Assert.Equal("a\U0001F600", string.Concat(published.Where(message => message.Type == "stream").Select(message => message["text"])));
    }
}
