using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(Learn.Sandbox.Tests.Worlds))]

namespace Learn.Sandbox.Tests;

/// <summary>One world per rung for all tests that need no world of their own. Hosts get names that no other test uses.</summary>
public sealed class Worlds : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Isolation, Lazy<Task<World>>> _worlds = [];
    private int _lastHost;

    /// <summary>The world of a rung.</summary>
    public Task<World> GetAsync(Isolation rung) =>
        _worlds.GetOrAdd(rung, one => new(() => World.StartAsync(new WorldOptions { Isolation = one }))).Value;

    /// <summary>A fresh host in the world of a rung.</summary>
    public async Task<Host> HostAsync(Isolation rung) => await (await GetAsync(rung)).AddHostAsync(NewName());

    /// <summary>Two fresh hosts with a cable: 10.0.0.1 and fd00::1 here, 10.0.0.2 and fd00::2 there, on eth0.</summary>
    public async Task<(Host One, Host Two)> PairAsync(Isolation rung)
    {
        var world = await GetAsync(rung);
        var hosts = await world.AddHostsAsync([NewName(), NewName()]);
        await world.ConnectAsync(
        [
            new LinkSpec(
                new LinkEnd(hosts[0].Name, "eth0") { Addresses = ["10.0.0.1/24", "fd00::1/64"] },
                new LinkEnd(hosts[1].Name, "eth0") { Addresses = ["10.0.0.2/24", "fd00::2/64"] }),
        ]);
        return (hosts[0], hosts[1]);
    }

    /// <summary>A name for a host.</summary>
    public string NewName() => $"host-{Interlocked.Increment(ref _lastHost)}";

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _worlds.Values)
        {
            await (await world.Value).DisposeAsync();
        }
    }
}
