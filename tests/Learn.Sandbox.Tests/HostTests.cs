namespace Learn.Sandbox.Tests;

public sealed class HostTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_host_has_a_network_of_its_own_with_loopback_up(Isolation rung)
    {
        var world = await worlds.GetAsync(rung);
        var host = await worlds.HostAsync(rung);

        var links = await host.RunAsync(["ip", "-o", "link"], null, Cancellation);

        Assert.Single(links.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("lo: <LOOPBACK,UP,LOWER_UP>", links.OutputText, StringComparison.Ordinal);
        Assert.NotEqual(await NetworkOf(world.Root), await NetworkOf(host));
        Assert.NotEqual(new FileInfo("/proc/self/ns/net").LinkTarget, await NetworkOf(world.Root));
        Assert.Same(host, world.GetHost(host.Name));
        Assert.Same(world.Root, world.GetHost("root"));
        Assert.Contains(host, await world.GetHostsAsync(Cancellation));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Hosts_are_added_all_or_none(Isolation rung)
    {
        var world = await worlds.GetAsync(rung);
        var (free, taken) = (worlds.NewName(), worlds.NewName());
        await world.AddHostAsync(taken, Cancellation);

        foreach (var names in new[] { new[] { free, taken }, [free, "root"], [free, free], [free, ""], [free, "a\nb"], [free, new string('x', 201)] })
        {
            await Assert.ThrowsAsync<SandboxException>(() => world.AddHostsAsync(names, Cancellation));
        }

        Assert.DoesNotContain(await world.GetHostsAsync(Cancellation), host => host.Name == free);
        Assert.Equal(free, (await world.AddHostAsync(free, Cancellation)).Name);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Names_may_be_anything_readable(Isolation rung)
    {
        var world = await worlds.GetAsync(rung);
        var host = await world.AddHostAsync($"pod/default/größe \"{worlds.NewName()}\"", Cancellation);
        Assert.True((await host.RunAsync(["true"], null, Cancellation)).Succeeded);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Removing_a_host_ends_what_is_in_it(Isolation rung)
    {
        var world = await worlds.GetAsync(rung);
        var (one, two) = await worlds.PairAsync(rung);
        var network = await NetworkOf(one);
        var sleeping = await one.StartAsync(["sleep", "1000"], null, Cancellation);
        await one.RunAsync(["sh", "-c", "setsid sh -c 'sleep 1000; true' >/dev/null 2>&1 &"], null, Cancellation);
        var other = await two.StartAsync(["sleep", "1000"], null, Cancellation);

        await world.RemoveHostAsync(one.Name, Cancellation);

        Assert.Equal(9, (await sleeping.Completion).Signal);
        Assert.DoesNotContain(Machine.ProcessesIn(network), Machine.Runs);
        Assert.False(other.Completion.IsCompleted);
        await other.DisposeAsync();
        await Assert.ThrowsAsync<SandboxException>(() => one.RunAsync(["true"], null, Cancellation));
        Assert.Throws<SandboxException>(() => world.GetHost(one.Name));
        await Assert.ThrowsAsync<SandboxException>(() => world.RemoveHostAsync("root", Cancellation));

        // The cable's other end is gone too, however long the kernel takes: the name is free for a new link.
        await world.AddHostAsync(one.Name, Cancellation);
        await world.ConnectAsync([new LinkSpec(new LinkEnd(two.Name, "eth0"), new LinkEnd(one.Name, "eth0"))], Cancellation);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Removing_a_host_ends_processes_that_multiply(Isolation rung)
    {
        var world = await worlds.GetAsync(rung);
        var host = await worlds.HostAsync(rung);
        var network = await NetworkOf(host);
        await host.RunAsync(["sh", "-c", "for i in 1 2 3; do setsid sh -c 'while :; do sh -c \"sleep 0.01; true\" & wait; done' >/dev/null 2>&1 & done"], null, Cancellation);

        await world.RemoveHostAsync(host.Name, Cancellation);

        Assert.DoesNotContain(Machine.ProcessesIn(network), Machine.Runs);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Sysctls_belong_to_one_host(Isolation rung)
    {
        var (one, two) = (await worlds.HostAsync(rung), await worlds.HostAsync(rung));

        await one.SetSysctlAsync("net.ipv4.ip_local_port_range", "20000 20999", Cancellation);
        Assert.True(await two.TrySetSysctlAsync("net/ipv4/ip_local_port_range", "30000 30999", Cancellation));

        Assert.Equal("20000\t20999", await one.GetSysctlAsync("net.ipv4.ip_local_port_range", Cancellation));
        Assert.Equal("30000\t30999", await two.GetSysctlAsync("net.ipv4.ip_local_port_range", Cancellation));
        Assert.Null(await one.GetSysctlAsync("net.ipv4.no_such_thing", Cancellation));
        Assert.False(await one.TrySetSysctlAsync("net.ipv4.no_such_thing", "1", Cancellation));
        Assert.False(await one.TrySetSysctlAsync("net.ipv4.ip_local_port_range", "nonsense", Cancellation));
        var error = await Assert.ThrowsAsync<SandboxException>(() => one.SetSysctlAsync("net.ipv4.no_such_thing", "1", Cancellation));
        Assert.Contains("no_such_thing", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SandboxException>(() => one.GetSysctlAsync("net/../../version", Cancellation));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Files_belong_to_one_host(Isolation rung)
    {
        var (one, two, three) = (await worlds.HostAsync(rung), await worlds.HostAsync(rung), await worlds.HostAsync(rung));
        var machine = await File.ReadAllTextAsync("/etc/hosts", Cancellation);

        Assert.True(await one.WriteFileAsync("/etc/hosts", "10.96.0.1 my-service and-a-longer-text\n", Cancellation));
        Assert.True(await two.WriteFileAsync("/etc/hosts", "10.96.0.2 my-service\n", Cancellation));
        Assert.True(await one.WriteFileAsync("/etc/hosts", "10.96.0.3 my-service\n", Cancellation));

        Assert.Equal("10.96.0.3 my-service\n", await ReadAsync(one, "/etc/hosts"));
        Assert.Equal("10.96.0.2 my-service\n", await ReadAsync(two, "/etc/hosts"));
        Assert.Equal(machine, await ReadAsync(three, "/etc/hosts"));
        Assert.Equal(machine, await File.ReadAllTextAsync("/etc/hosts", Cancellation));
        Assert.StartsWith("10.96.0.3", (await one.RunAsync(["getent", "hosts", "my-service"], null, Cancellation)).OutputText, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Files_need_not_exist_on_the_machine(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        Assert.False(File.Exists("/etc/learn-sandbox-test"));

        Assert.True(await host.WriteFileAsync("/etc/learn-sandbox-test", "one\n", Cancellation));
        Assert.True(await host.WriteFileAsync("/etc/hosts", "127.0.0.1 me\n", Cancellation));
        Assert.True(await host.WriteFileAsync("/etc/learn-sandbox-test", "two\n", Cancellation));
        Assert.True(await host.WriteFileAsync("/etc/learn-sandbox-test-2", "three\n", Cancellation));

        Assert.Equal("two\n", await ReadAsync(host, "/etc/learn-sandbox-test"));
        Assert.Equal("three\n", await ReadAsync(host, "/etc/learn-sandbox-test-2"));
        Assert.Equal("127.0.0.1 me\n", await ReadAsync(host, "/etc/hosts"));
        Assert.Equal(await File.ReadAllTextAsync("/etc/passwd", Cancellation), await ReadAsync(host, "/etc/passwd"));
        Assert.False(File.Exists("/etc/learn-sandbox-test"));
        await Assert.ThrowsAsync<SandboxException>(() => host.WriteFileAsync("/no/such/directory/file", "", Cancellation));
        await Assert.ThrowsAsync<SandboxException>(() => host.WriteFileAsync("relative", "", Cancellation));
    }

    private static async Task<string> NetworkOf(Host host) =>
        (await host.RunAsync(["readlink", "/proc/self/ns/net"], null, Cancellation)).EnsureSucceeded().OutputText.Trim();

    private static async Task<string> ReadAsync(Host host, string path) => (await host.RunAsync(["cat", path], null, Cancellation)).EnsureSucceeded().OutputText;
}
