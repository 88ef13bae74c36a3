using System.Globalization;

namespace Learn.Sandbox.Tests;

public sealed class WorldTests
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_world_says_what_it_found(Isolation rung)
    {
        await using var world = await World.StartAsync(new WorldOptions { Isolation = rung }, Cancellation);
        Assert.Equal(rung, world.Report.Isolation);
        Assert.True(world.Report.MountsAllowed);
        Assert.True(world.Report.SysctlsWritable);
        Assert.Empty(world.Report.Remarks);
        Assert.Equal(IptablesBackend.NfTables, world.Report.Iptables!.Backend);
        Assert.Contains("iptables: 1.", world.Report.ToString(), StringComparison.Ordinal);
        Assert.Equal("dotnet", (await File.ReadAllTextAsync($"/proc/{world.HelperProcessId}/comm", Cancellation)).Trim());
    }

    [Fact]
    public async Task The_best_rung_comes_first()
    {
        await using var world = await World.StartAsync(cancellationToken: Cancellation);
        Assert.Equal(Isolation.UserNamespace, world.Report.Isolation);
        Assert.Matches(@"\Alab-[a-z0-9]{6}\z", world.Name);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_name_is_taken_once_and_listed_while_the_world_lives(Isolation rung)
    {
        var name = NewName();
        await using (await World.StartAsync(new WorldOptions { Name = name, Isolation = rung }, Cancellation))
        {
            Assert.Contains(name, World.List());
            var error = await Assert.ThrowsAsync<SandboxException>(() => World.StartAsync(new WorldOptions { Name = name }, Cancellation));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(name, World.List());
        await using var again = await World.StartAsync(new WorldOptions { Name = name }, Cancellation);
        Assert.Equal(name, again.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public async Task Other_names_are_refused(string name)
    {
        await Assert.ThrowsAsync<SandboxException>(() => World.StartAsync(new WorldOptions { Name = name }, Cancellation));
        await Assert.ThrowsAsync<SandboxException>(() => World.JoinAsync(name, Cancellation));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Another_process_joins_and_leaves(Isolation rung)
    {
        await using var world = await World.StartAsync(new WorldOptions { Name = NewName(), Isolation = rung }, Cancellation);
        await world.AddHostsAsync(["one", "two"], Cancellation);
        await world.ConnectAsync([new LinkSpec(new LinkEnd("one", "eth0") { Addresses = ["10.1.2.3/24"] }, new LinkEnd("two", "eth0"))], Cancellation);

        using var child = ChildProcess.Start(["join", world.Name, "one"]);

        Assert.Equal("one two", await child.ReadLineAsync(Cancellation));
        Assert.Contains("10.1.2.3/24", await child.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(world.Name, await child.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(0, (await child.FinishAsync(Cancellation)).ExitCode);
        Assert.True((await world.Root.RunAsync(["true"], null, Cancellation)).Succeeded);
    }

    [Fact]
    public async Task Joined_worlds_share_their_hosts_and_end_with_the_owner()
    {
        var owner = await World.StartAsync(cancellationToken: Cancellation);
        await using var joined = await World.JoinAsync(owner.Name, Cancellation);
        Assert.Equal(owner.HelperProcessId, joined.HelperProcessId);
        await joined.AddHostAsync("theirs", Cancellation);
        Assert.Throws<SandboxException>(() => owner.GetHost("theirs"));
        Assert.Equal(["theirs"], (await owner.GetHostsAsync(Cancellation)).Select(host => host.Name));
        Assert.True((await owner.GetHost("theirs").RunAsync(["true"], null, Cancellation)).Succeeded);

        await owner.DisposeAsync();

        Assert.True(await Machine.SoonAsync(() => joined.Ended.IsCancellationRequested));
        await Assert.ThrowsAsync<WorldEndedException>(() => joined.Root.RunAsync(["true"], null, Cancellation));
    }

    [Fact]
    public async Task What_does_not_run_cannot_be_joined()
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() => World.JoinAsync(NewName(), Cancellation));
        Assert.Contains("There is no world", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task After_disposing_everything_says_so(Isolation rung)
    {
        var world = await World.StartAsync(new WorldOptions { Isolation = rung }, Cancellation);
        var host = await world.AddHostAsync("one", Cancellation);
        var helper = world.HelperProcessId;
        var sleeping = await host.StartAsync(["sleep", "1000"], null, Cancellation);

        await world.DisposeAsync();
        await world.DisposeAsync();

        Assert.False(Directory.Exists($"/proc/{helper}"));
        Assert.True(world.Ended.IsCancellationRequested);
        await Assert.ThrowsAsync<WorldEndedException>(() => sleeping.Completion);
        var error = await Assert.ThrowsAsync<WorldEndedException>(() => host.RunAsync(["true"], null, Cancellation));
        Assert.Contains("disposed", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<WorldEndedException>(() => world.AddHostAsync("two", Cancellation));
        await sleeping.DisposeAsync();
    }

    [Fact]
    public async Task Without_mounts_there_are_no_files_of_hosts_but_everything_else()
    {
        foreach (var backend in Enum.GetValues<IptablesBackend>())
        {
            await using var world = await World.StartAsync(new WorldOptions { WithoutMounts = true, IptablesBackend = backend }, Cancellation);
            Assert.False(world.Report.MountsAllowed);
            Assert.Contains("files of their own", Assert.Single(world.Report.Remarks), StringComparison.Ordinal);
            var host = await world.AddHostAsync("one", Cancellation);
            Assert.False(await host.WriteFileAsync("/etc/hosts", "nothing", Cancellation));
            Assert.True((await host.Iptables(System.Net.Sockets.AddressFamily.InterNetwork).RunAsync(["-t", "nat", "-N", "X"], Cancellation)).Succeeded);
        }
    }

    [Fact]
    public async Task A_start_can_be_given_up()
    {
        using var stop = new CancellationTokenSource();
        var name = NewName();
        var start = World.StartAsync(new WorldOptions { Name = name }, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.DoesNotContain(name, World.List());
    }

    internal static string NewName() => string.Create(CultureInfo.InvariantCulture, $"test-{Random.Shared.Next()}");
}
