using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Everything that is done to each mutated dump. A new reading is one more line in <see cref="All"/>.</summary>
internal static class DumpReadings
{
    private static RulesetReading? s_last;

    /// <summary>What is done to the rules of every dump that could be read, even in part: nothing may throw, or take a second.</summary>
    internal static IReadOnlyList<(string Name, Action<MutatedDump, Ruleset> Read)> All { get; } =
    [
        ("print", (dump, rules) => Print(dump, rules)),
        ("walk", (dump, rules) => Walk(dump, rules)),
        ("explain", (_, rules) => Explain(rules)),
        ("read", (_, rules) => Read(rules)),
        ("compare", (dump, rules) => Compare(dump, rules)),
        ("inspect", (dump, _) => Assert.NotEmpty(DumpInspection.Of(dump.Text).ToText() + ".")),
    ];

    /// <summary>Lines of rules come back as they were, whatever is in them, and printing what was printed changes nothing.</summary>
    private static void Print(MutatedDump dump, Ruleset rules)
    {
        string printed = Printed(rules);
        Assert.Equal(printed, Printed(RulesetParser.TryParse(printed, dump.Family, rules.WrittenIn).Ruleset));
        if (!dump.IsText || !RulesetParser.TryParse(dump.Utf8, dump.Family).Succeeded)
        {
            return;
        }

        var lines = printed.Split('\n').ToHashSet(StringComparer.Ordinal);
        foreach (string line in dump.Text.Split('\n').Select(line => line.TrimStart(' ', '\t').TrimEnd('\r')))
        {
            // How many blanks stand before the name of the chain is put in order.
            bool isRule = line.StartsWith("-A ", StringComparison.Ordinal);
            Assert.True(!isRule || lines.Contains("-A " + line[3..].TrimStart(' ')), $"lost: {line}");
        }
    }

    private static string Printed(Ruleset rules) => rules.WrittenIn == TextStyle.Restore ? rules.ToRestoreText() : rules.ToSaveText();

    /// <summary>Every chain and every rule has an answer, and shares never exceed one.</summary>
    private static void Read(Ruleset rules)
    {
        var reading = RulesetReading.Of(rules);
        foreach (ChainReading chain in reading.Chains)
        {
            for (int number = rules.Find(chain.Table, chain.Chain)?.Rules.Length ?? 0; number > 0; number--)
            {
                RuleReading rule = reading.Find(chain.Table, chain.Chain, number);
                Assert.True(rule.Reason is not null || rule.Service is null);
            }
        }

        Assert.All(reading.Services, service => Assert.InRange(service.Endpoints.Sum(endpoint => endpoint.LocalShare ?? 0), 0, 2 + 1e-9));
    }

    /// <summary>Each dump is compared with itself and with the one before it, every other one the other way round.</summary>
    private static void Compare(MutatedDump dump, Ruleset rules)
    {
        var reading = RulesetReading.Of(rules);
        Assert.Empty(RulesetChanges.Between(reading, reading).Services);
        if (s_last is not null && s_last.Ruleset.Family == rules.Family)
        {
            var (before, after) = dump.Number % 2 == 0 ? (s_last, reading) : (reading, s_last);
            Assert.NotNull(RulesetChanges.Between(before, after).ToText(5));
        }

        s_last = reading;
    }

    private static void Walk(MutatedDump dump, Ruleset rules)
    {
        bool isIPv4 = dump.Family == IpFamily.IPv4;
        var source = IPAddress.Parse(isIPv4 ? "10.244.1.5" : "fd00:10:244:1::5");
        var node = IPAddress.Parse(isIPv4 ? "192.168.1.10" : "fd00:192:168::10");
        var target = rules.Tables.SelectMany(table => table.Chains).SelectMany(chain => chain.Rules)
            .Where(rule => rule.Find<DestinationMatch>() is { Address.IsValid: true })
            .ElementAtOrDefault(dump.Number % 7);
        var packet = new Packet
        {
            Source = source,
            Destination = target?.Find<DestinationMatch>()?.Address.Address ?? node,
            Protocol = target?.Find<TransportMatch>()?.Protocol ?? IpProtocol.Tcp,
            DestinationPort = target?.Find<TransportMatch>()?.DestinationPorts?.First ?? 80,
            InInterface = "cni0",
            FromLocalProcess = dump.Number % 5 == 0,
        };
        var result = PacketWalk.Walk(rules, packet, new WalkOptions { LocalAddresses = [node] });
        double most = result.Outcomes.Sum(outcome => outcome.Probability);
        Assert.True(most > 1 - 1e-6 && (!result.IsCertain || most < 1 + 1e-6), $"{most}\n{result}");
        Assert.NotEmpty(result.Tree!.ToString()!);
    }

    /// <summary>Every rule has a sentence, every chain a purpose, every rule stands in the listing once, and what is unknown stands in its sentence as it is.</summary>
    private static void Explain(Ruleset rules)
    {
        var explanation = RulesetExplanation.Of(rules);
        foreach (var rule in explanation.Rules())
        {
            Assert.EndsWith(".", rule.Sentence, StringComparison.Ordinal);
            Assert.False(rule.Reason is not null && rule.Fields.IsEmpty, rule.Sentence);
            Assert.True(rule.Reason is not null || rule.Rule.Target is not UnknownTarget target || rule.Sentence.Contains(target.Text, StringComparison.Ordinal), rule.Sentence);
        }

        foreach (Table table in rules.Tables.DistinctBy(table => table.Name))
        {
            Assert.All(explanation.Explain(table.Name).Chains, chain => Assert.EndsWith(".", chain.Purpose, StringComparison.Ordinal));
        }

        if (rules.Tables.Select(table => table.Name).Distinct().Count() == rules.Tables.Length)
        {
            Assert.Equal(rules.RuleCount, AnnotatedListing.Of(explanation).RuleCount);
        }
    }
}
