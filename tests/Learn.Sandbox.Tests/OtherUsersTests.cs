namespace Learn.Sandbox.Tests;

/// <summary>Programs that give up rights by becoming somebody else work in a world that has one user only.</summary>
public sealed class OtherUsersTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_program_may_think_it_became_another_user(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);

        // tcpdump becomes the user tcpdump once it has its socket, and ends if it cannot.
        await using var tcpdump = await host.StartAsync(["tcpdump", "-i", "lo", "-c", "1", "-n", "--immediate-mode", "icmp"], null, Cancellation);
        await using var ping = await host.StartAsync(["ping", "-i", "0.2", "127.0.0.1"], null, Cancellation);
        var result = await tcpdump.Completion.WaitAsync(TimeSpan.FromSeconds(15), Cancellation);

        Assert.True(result.Succeeded, result.ErrorText);
        Assert.Contains("ICMP echo request", result.OutputText, StringComparison.Ordinal);
    }
}
