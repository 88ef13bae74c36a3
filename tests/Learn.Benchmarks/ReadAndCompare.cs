using BenchmarkDotNet.Attributes;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Benchmarks;

/// <summary>Reads Services back from the rules of 10,000 Services of ten endpoints each, and says what changed when one endpoint went.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class ReadAndCompare
{
    private Ruleset _before = new(IpFamily.IPv4, []);
    private Ruleset _after = new(IpFamily.IPv4, []);
    private RulesetReading? _beforeReading;
    private RulesetReading? _afterReading;

    [GlobalSetup]
    public void Setup()
    {
        var cluster = new SampleCluster(10_000, 10);
        _before = Reparsed(cluster.FirstSync().Plan.Desired());
        cluster.Slices[4711] = SampleCluster.Shortened(cluster.Slices[4711]);
        _after = Reparsed(cluster.FirstSync().Plan.Desired());
        _beforeReading = Read();
        _afterReading = RulesetReading.Of(_after);
        Console.WriteLine($"// {_before.RuleCount} rules\n// " + Compare().ToText(0).Replace("\n", "\n// ", StringComparison.Ordinal));
    }

    [Benchmark]
    public RulesetReading Read() => RulesetReading.Of(_before);

    [Benchmark]
    public RulesetChanges Compare() => RulesetChanges.Between(_beforeReading!, _afterReading!);

    private static Ruleset Reparsed(Ruleset rules) => RulesetParser.Parse(rules.ToSaveText(), IpFamily.IPv4);
}
