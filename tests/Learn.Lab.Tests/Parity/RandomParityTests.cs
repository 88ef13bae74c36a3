using System.Globalization;
using System.Net;
using Learn.Netfilter;
using Learn.Proxy;
using Learn.Proxy.Tests;

namespace Learn.Tests.Parity;

/// <summary>What the walk predicts is what the kernel does, for the rules of clusters that nobody thought of.</summary>
public sealed class RandomParityTests(ITestOutputHelper output)
{
    private const int Clusters = 200;
    private const int PacketsOfEach = 12;
    private const int Repeats = 100;
    private const double Alpha = 1e-6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_packets_take_a_way_through_the_rules_of_random_clusters_that_the_walk_knows()
    {
        int seed = Environment.GetEnvironmentVariable("LEARN_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 4711;
        output.WriteLine($"seed {seed}, clusters {seed} to {seed + Clusters - 1}");
        await using var world = await ParityWorld.StartAsync(Cancellation);
        var totals = (Sent: 0, Lost: 0, Guessed: 0);
        var wrong = new List<string>();
        var fits = new List<(int Seed, GoodnessOfFit Fit)>();
        for (int number = seed; number < seed + Clusters; number++)
        {
            var (save, family) = RulesOf(number);
            var machine = MachineOf(family);
            await using var host = await ParityHost.StartAsync(world, $"cluster {number}", machine, family, save, Cancellation);
            var run = new ParityRun(host, machine);
            var chooser = new PacketChooser(host.Rules, machine, new Random(number));
            Packet? divided = null;
            for (int packet = 0; packet < PacketsOfEach; packet++)
            {
                var next = chooser.Next();
                var comparison = await run.SendAsync(next, Cancellation);
                divided ??= comparison.Walk is { IsCertain: true, Outcomes.Length: > 1 } && comparison.Taken is { RecentLists.IsEmpty: true } ? next : null;
            }

            if (divided is not null && await run.SendManyAsync(divided, Repeats, Cancellation) is { } fit)
            {
                fits.Add((number, fit));
            }

            totals = (totals.Sent + run.Sent, totals.Lost + run.Lost, totals.Guessed + run.Guessed);
            wrong.AddRange(run.Disagreements.Select(text => $"cluster {number}: {text}"));
        }

        output.WriteLine($"{Clusters} clusters, {totals.Sent} packets, {totals.Guessed} on ways that are guessed, {totals.Lost} lost between hooks, {fits.Count} distributions, smallest p {fits.Min(fit => fit.Fit.PValue)}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} packets took another way than the walk knows (seed {seed}):\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(totals.Lost * 20 < totals.Sent, $"{totals.Lost} of {totals.Sent} packets were lost where no rule decides.");
        Assert.All(fits, fit => Assert.True(fit.Fit.PValue > Alpha / fits.Count, $"cluster {fit.Seed}: the ways were not taken as often as the walk says: {fit.Fit}"));
    }

    private static (string Save, IpFamily Family) RulesOf(int seed)
    {
        var cluster = new RandomCluster(seed, 1 + (seed % 4));
        var proxy = cluster.NewProxy();
        foreach (var service in cluster.Services)
        {
            proxy.SetService(service);
        }

        foreach (var slice in cluster.Slices)
        {
            proxy.SetEndpointSlice(slice);
        }

        var tables = new SimulatedTables(cluster.Family);
        foreach (var setup in proxy.Prepare(DateTimeOffset.UnixEpoch).Setup)
        {
            tables.NewChain(setup.Table, setup.Chain);
            tables.Insert(setup.Table, setup.From, setup.Jump);
        }

        var plan = proxy.Plan(new SyncInput
        {
            Now = DateTimeOffset.UnixEpoch,
            NatChains = [.. tables.Save("nat").Find("nat")!.Chains.Select(chain => chain.Name)],
            LocalAddresses = [.. MachineOf(cluster.Family).LocalAddresses.OrderBy(address => address.ToString(), StringComparer.Ordinal)],
        });
        Assert.True(tables.Restore(plan.Payload.Span, noFlush: true).Succeeded);
        return (tables.Save().ToSaveText(), cluster.Family);
    }

    private static ParityMachine MachineOf(IpFamily family) => family == IpFamily.IPv4
        ? new([("eth0", ["10.168.10.11/24"]), ("cbr0", []), ("veth7", [])], "veth7", [IPNetwork.Parse("10.244.1.0/24")])
        : new([("eth0", ["fd00:10:168::b/64"]), ("cbr0", []), ("veth7", [])], "veth7", [IPNetwork.Parse("fd00:10:244:1::/64")]);
}
