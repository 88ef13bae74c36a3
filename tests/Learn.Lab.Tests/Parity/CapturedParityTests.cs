using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Learn.Netfilter;
using Learn.Tests.Replay;

namespace Learn.Tests.Parity;

/// <summary>
/// What the walk predicts is what the kernel does: random packets through the rules of every capture of the real kube-proxy, really sent and
/// traced, take a way that the walk knows, as often as it says.
/// </summary>
public sealed class CapturedParityTests(ITestOutputHelper output)
{
    private const int Packets = 2_000;
    private const int Repeats = 120;
    private const double Alpha = 1e-6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_packets_take_a_way_through_the_captured_rules_that_the_walk_knows()
    {
        int seed = Environment.GetEnvironmentVariable("LEARN_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 20261123;
        output.WriteLine($"seed {seed}");
        await using var world = await ParityWorld.StartAsync(Cancellation);
        var captures = await FindAsync();
        var totals = (Sent: 0, Lost: 0, Guessed: 0);
        var wrong = new List<string>();
        var fits = new List<(string Name, GoodnessOfFit Fit)>();
        for (int i = 0; i < captures.Count; i++)
        {
            var (name, file, family, machine) = captures[i];
            await using var host = await ParityHost.StartAsync(world, name, machine, family, await File.ReadAllTextAsync(file, Cancellation), Cancellation);
            var run = new ParityRun(host, machine);
            var chooser = new PacketChooser(host.Rules, machine, new Random(seed + i));
            int share = ((i + 1) * Packets / captures.Count) - (i * Packets / captures.Count);
            Packet? divided = null;
            for (int packet = 0; packet < share; packet++)
            {
                var next = chooser.Next();
                var comparison = await run.SendAsync(next, Cancellation);
                divided ??= comparison.Walk is { IsCertain: true, Outcomes.Length: > 1 } && comparison.Taken is { RecentLists.IsEmpty: true } ? next : null;
            }

            if (divided is not null && await run.SendManyAsync(divided, Repeats, Cancellation) is { } fit)
            {
                fits.Add((name, fit));
            }

            totals = (totals.Sent + run.Sent, totals.Lost + run.Lost, totals.Guessed + run.Guessed);
            wrong.AddRange(run.Disagreements.Select(text => $"{name}: {text}"));
        }

        output.WriteLine($"{captures.Count} captures, {totals.Sent} packets, {totals.Guessed} on ways that are guessed, {totals.Lost} lost between hooks, {fits.Count} distributions, smallest p {fits.Min(fit => fit.Fit.PValue)}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} packets took another way than the walk knows (seed {seed}):\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(totals.Lost * 20 < totals.Sent, $"{totals.Lost} of {totals.Sent} packets were lost where no rule decides: the machines are not plausible.");
        Assert.All(fits, fit => Assert.True(fit.Fit.PValue > Alpha / fits.Count, $"{fit.Name}: the ways were not taken as often as the walk says: {fit.Fit}"));
    }

    private static async Task<List<(string Name, string File, IpFamily Family, ParityMachine Machine)>> FindAsync()
    {
        var found = new List<(string, string, IpFamily, ParityMachine)>();
        foreach (string name in GoldenFolder.CaseNames)
        {
            var directory = await CaseDirectory.ReadAsync(Path.Combine(GoldenFolder.Iptables, name), Cancellation);
            foreach (string file in directory.Captures.Where(file => file.EndsWith("tables-save", StringComparison.Ordinal)))
            {
                string path = Path.Combine(directory.Folder, file);
                var family = file.EndsWith(".ip6tables-save", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4;
                var rules = RulesetParser.Parse(await File.ReadAllTextAsync(path, Cancellation), family);
                found.Add(($"{name} {file}", path, family, MachineOf(directory, rules)));
            }
        }

        return found;
    }

    private static ParityMachine MachineOf(CaseDirectory directory, Ruleset rules)
    {
        var interfaces = directory.Description.InterfacesOf(directory.Node).Select(one => (one.Name, one.Addresses)).ToList();
        string pods = rules.Tables.SelectMany(table => table.Chains).SelectMany(chain => chain.Rules).SelectMany(rule => rule.Matches).OfType<InInterfaceMatch>()
            .Select(match => match.Pattern.Replace("+", "7", StringComparison.Ordinal)).FirstOrDefault(name => name != "lo") ?? "cbr0";
        if (interfaces.All(one => one.Name != pods))
        {
            interfaces.Add((pods, ImmutableArray<string>.Empty));
        }

        return new ParityMachine([.. interfaces], pods, [.. (directory.Node?.Spec?.PodCIDRs ?? []).Select(IPNetwork.Parse)]);
    }
}
