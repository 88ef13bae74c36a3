namespace Learn.Sandbox.Tests;

public sealed class LinkTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_hundred_hosts_on_a_bridge_reach_each_other(Isolation rung)
    {
        const int Count = 100;
        await using var world = await World.StartAsync(new WorldOptions { Isolation = rung }, Cancellation);
        var node = await world.AddHostAsync("node", Cancellation);
        await node.RunBatchAsync("ip", ["link add cbr0 type bridge", "address add 10.244.0.1/24 dev cbr0", "link set cbr0 up"], Cancellation);
        var pods = await world.AddHostsAsync([.. Enumerable.Range(0, Count).Select(i => $"pod-{i}")], Cancellation);

        await world.ConnectAsync(
            [
                .. pods.Select((pod, i) => new LinkSpec(
                    new LinkEnd("node", $"veth{i}") { Bridge = "cbr0", Hairpin = true, Mtu = 1450 },
                    new LinkEnd(pod.Name, "eth0")
                    {
                        Addresses = [$"10.244.0.{i + 2}/24", $"fd00:10:244::{i + 2:x}/64"],
                        Routes = ["default via 10.244.0.1", "default via fd00:10:244::1"],
                        HardwareAddress = $"0a:58:0a:f4:00:{i + 2:x2}",
                        Mtu = 1450,
                    })),
            ],
            Cancellation);
        foreach (var pod in pods)
        {
            await pod.ListenAsync(new ResponderOptions { Identity = pod.Name, Listeners = [new(Transport.Tcp, 8080)] }, Cancellation);
        }

        for (var i = 0; i < Count; i++)
        {
            var next = (i + 1) % Count;
            Assert.Equal($"pod-{next}", await GetAsync(pods[i], $"http://10.244.0.{next + 2}:8080/hostname"));
        }

        Assert.Equal("pod-9", await GetAsync(pods[5], $"http://[fd00:10:244::{9 + 2:x}]:8080/hostname"));
        Assert.Equal("pod-7", await GetAsync(node, "http://10.244.0.9:8080/hostname"));
        var link = (await pods[3].RunAsync(["ip", "link", "show", "eth0"], null, Cancellation)).OutputText;
        Assert.Contains("mtu 1450", link, StringComparison.Ordinal);
        Assert.Contains("0a:58:0a:f4:00:05", link, StringComparison.Ordinal);
        Assert.Contains("hairpin on", (await node.RunAsync(["bridge", "-d", "link", "show", "dev", "veth3"], null, Cancellation)).OutputText, StringComparison.Ordinal);
        Assert.Contains("default via 10.244.0.1", (await pods[3].RunAsync(["ip", "route"], null, Cancellation)).OutputText, StringComparison.Ordinal);
        Assert.Contains("default via fd00:10:244::1", (await pods[3].RunAsync(["ip", "-6", "route"], null, Cancellation)).OutputText, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task The_refused_line_is_shown(Isolation rung)
    {
        var world = await worlds.GetAsync(rung);
        var (one, two) = (await worlds.HostAsync(rung), await worlds.HostAsync(rung));

        var error = await Assert.ThrowsAsync<SandboxException>(() => world.ConnectAsync(
            [new LinkSpec(new LinkEnd(one.Name, "eth0") { Bridge = "no-bridge" }, new LinkEnd(two.Name, "eth0"))],
            Cancellation));
        Assert.Contains("line 2: link set dev eth0 master no-bridge up", error.Message, StringComparison.Ordinal);
        Assert.Contains(one.Name, error.Message, StringComparison.Ordinal);

        var failed = await Assert.ThrowsAsync<CommandFailedException>(() => one.RunBatchAsync("ip", ["link add d0 type bridge", "address add 10.0.0.1 dev d1"], Cancellation));
        Assert.Contains("line 2: address add 10.0.0.1 dev d1", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sixteen-letters!")]
    [InlineData("sixteen-letters-")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    public async Task Names_of_interfaces_are_checked_before_anything_is_made(string name)
    {
        var world = await worlds.GetAsync(Isolation.UserNamespace);
        var (one, two) = (await worlds.HostAsync(Isolation.UserNamespace), await worlds.HostAsync(Isolation.UserNamespace));
        await Assert.ThrowsAsync<SandboxException>(() => world.ConnectAsync(
            [new LinkSpec(new LinkEnd(one.Name, "eth0"), new LinkEnd(two.Name, "eth0")), new LinkSpec(new LinkEnd(one.Name, "eth1"), new LinkEnd(two.Name, name))],
            Cancellation));
        await Assert.ThrowsAsync<SandboxException>(() => world.ConnectAsync([new LinkSpec(new LinkEnd(one.Name, "eth0"), new LinkEnd("nowhere", "eth0"))], Cancellation));
        Assert.DoesNotContain("eth", (await one.RunAsync(["ip", "link"], null, Cancellation)).OutputText, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Links_go_between_any_hosts_also_the_root_and_within_one(Isolation rung)
    {
        var world = await worlds.GetAsync(rung);
        var host = await worlds.HostAsync(rung);
        var name = $"u{host.Name[5..]}";
        await world.ConnectAsync(
            [
                new LinkSpec(new LinkEnd("root", name) { Addresses = ["10.9.0.1/30"] }, new LinkEnd(host.Name, "up") { Addresses = ["10.9.0.2/30"] }),
                new LinkSpec(new LinkEnd(host.Name, "left"), new LinkEnd(host.Name, "right")),
            ],
            Cancellation);
        var links = (await host.RunAsync(["ip", "-o", "link"], null, Cancellation)).OutputText;
        Assert.Contains("left@right", links, StringComparison.Ordinal);
        Assert.Contains("up@", links, StringComparison.Ordinal);
        await world.Root.RunAsync(["ip", "link", "delete", name], null, Cancellation);
    }

    private static async Task<string> GetAsync(Host host, string url) =>
        (await host.RunAsync(["curl", "-sS", "--max-time", "5", url], null, Cancellation)).EnsureSucceeded().OutputText;
}
