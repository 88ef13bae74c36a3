namespace Learn.Sandbox.Tests;

/// <summary>However a world ends, nothing of it is left a second later.</summary>
public sealed class EndOfWorldTests
{
    public static TheoryData<Isolation, string> Deaths
    {
        get
        {
            var deaths = new TheoryData<Isolation, string>();
            foreach (var rung in Machine.Rungs)
            {
                foreach (var death in new[] { "helper", "caller", "both", "launcher", "normal end" })
                {
                    deaths.Add(rung, death);
                }
            }

            return deaths;
        }
    }

    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Deaths))]
    public async Task Nothing_is_left_behind(Isolation rung, string death)
    {
        var name = WorldTests.NewName();
        using var child = ChildProcess.Start(["hold", name, rung.ToString()]);
        var words = (await child.ReadLineAsync(Cancellation)).Split(' ');
        var (helper, network) = (int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), words[1]);
        var sleep = ChildProgram.SleepOf(name);
        Assert.True(await Machine.SoonAsync(() => Machine.ProcessesWith(sleep).Count > 0));
        Assert.NotEmpty(Machine.ProcessesIn(network));
        var launcher = ParentOf(helper);

        switch (death)
        {
            case "helper":
                _ = Libc.Kill(helper, Libc.SignalKill);
                break;
            case "launcher":
                _ = Libc.Kill(launcher, Libc.SignalKill);
                break;
            case "caller":
                child.Kill();
                break;
            case "both":
                child.Kill();
                _ = Libc.Kill(helper, Libc.SignalKill);
                break;
            default:
                child.EndInput();
                break;
        }

        Assert.True(await Machine.SoonAsync(() => !Machine.Runs(helper)), "The helper lives.");
        Assert.True(await Machine.SoonAsync(() => !Machine.Runs(launcher)), "The program unshare lives.");
        Assert.True(await Machine.SoonAsync(() => Machine.ProcessesWith(sleep).Count == 0), "A command lives.");
        Assert.True(await Machine.SoonAsync(() => Machine.ProcessesIn(network).Count == 0), "The namespace has processes.");
        Assert.True(await Machine.SoonAsync(() => !File.ReadAllText("/proc/net/unix").Contains(name, StringComparison.Ordinal)), "The socket is there.");
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Path.GetTempPath()), path => path.Contains($"-{helper}-", StringComparison.Ordinal) || path.EndsWith("-1-socket", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Killing_at_any_moment_of_the_start_leaves_nothing(Isolation rung)
    {
        for (var i = 0; i < 10; i++)
        {
            var name = WorldTests.NewName();
            using var child = ChildProcess.Start(["hold", name, rung.ToString()]);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(600)), Cancellation);
            child.Kill();
            Assert.True(
                await Machine.SoonAsync(() => !File.ReadAllText("/proc/net/unix").Contains(name, StringComparison.Ordinal)
                    && Machine.ProcessesWith(ChildProgram.SleepOf(name)).Count == 0),
                $"Round {i}: something is left of {name}.");
        }
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task The_caller_learns_that_the_helper_died(Isolation rung)
    {
        await using var world = await World.StartAsync(new WorldOptions { Isolation = rung }, Cancellation);
        var host = await world.AddHostAsync("one", Cancellation);
        var running = host.RunAsync(["sleep", "1000"], null, Cancellation);

        _ = Libc.Kill(world.HelperProcessId, Libc.SignalKill);

        var error = await Assert.ThrowsAsync<WorldEndedException>(() => running);
        Assert.Contains(world.Name, error.Message, StringComparison.Ordinal);
        Assert.True(await Machine.SoonAsync(() => world.Ended.IsCancellationRequested));
        await Assert.ThrowsAsync<WorldEndedException>(() => world.AddHostAsync("two", Cancellation));
        Assert.True(await Machine.SoonAsync(() => !World.List().Contains(world.Name)));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task The_machine_stays_byte_for_byte_what_it_was(Isolation rung)
    {
        var before = await Machine.NetworkStateAsync();
        Assert.Contains("net/ipv4/ip_forward = ", before, StringComparison.Ordinal);

        await using (var world = await World.StartAsync(new WorldOptions { Isolation = rung }, Cancellation))
        {
            var node = await world.AddHostAsync("node", Cancellation);
            foreach (var host in new[] { world.Root, node })
            {
                await host.RunBatchAsync("ip", ["link add cbr0 type bridge", "address add 10.244.0.1/24 dev cbr0", "link set cbr0 up", "route add 10.96.0.0/12 dev cbr0"], Cancellation);
                foreach (var (key, value) in new[] { ("net.ipv4.ip_forward", "1"), ("net.ipv4.conf.all.route_localnet", "1"), ("net.ipv4.tcp_fin_timeout", "7"), ("net.core.somaxconn", "77") })
                {
                    await host.SetSysctlAsync(key, value, Cancellation);
                }

                Assert.True((await host.RunAsync(["iptables", "-t", "nat", "-A", "PREROUTING", "-j", "ACCEPT"], null, Cancellation)).Succeeded);
                Assert.True((await host.RunAsync(["nft", "add", "table", "ip", "mine"], null, Cancellation)).Succeeded);
            }

            await node.ListenAsync(new ResponderOptions { Identity = "x", Listeners = [new(Transport.Tcp, 80)] }, Cancellation);
            Assert.Equal(before, await Machine.NetworkStateAsync());
        }

        Assert.Equal(before, await Machine.NetworkStateAsync());
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task The_file_system_of_the_machine_stays_as_it_was(Isolation rung)
    {
        var before = Entries();
        await using (var world = await World.StartAsync(new WorldOptions { Isolation = rung }, Cancellation))
        {
            var host = await world.AddHostAsync("one", Cancellation);
            await host.WriteFileAsync("/etc/hosts", "x", Cancellation);
            await host.WriteFileAsync("/etc/learn-sandbox-test-file", "x", Cancellation);
            Assert.Equal(before, Entries());
        }

        Assert.Equal(before, Entries());

        static string Entries() => File.ReadAllText("/proc/self/mountinfo") + string.Join('\n', new[] { "/etc", "/mnt", "/media", "/srv", "/opt", "/run" }
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFileSystemEntries)
            .Order(StringComparer.Ordinal));
    }

    private static int ParentOf(int process) => int.Parse(
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..].Trim(),
        System.Globalization.CultureInfo.InvariantCulture);
}
