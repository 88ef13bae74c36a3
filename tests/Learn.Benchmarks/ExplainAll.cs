using System.Buffers;
using BenchmarkDotNet.Attributes;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Benchmarks;

/// <summary>
/// A node with 10,000 Services of ten endpoints each: parses what iptables-save prints there, says what every single rule does, and
/// compares with a node on which one endpoint is gone. Goal: 2 s together.
/// </summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class ExplainAll
{
    private byte[] _save = [];
    private RulesetReading _before = null!;

    /// <summary>The save, and what was there before.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var cluster = new SampleCluster(10_000, 10);
        _before = RulesetReading.Of(cluster.FirstSync().Plan.Desired());
        cluster.Slices[cluster.Slices.Count / 2] = SampleCluster.Shortened(cluster.Slices[cluster.Slices.Count / 2]);
        var text = new ArrayBufferWriter<byte>();
        RulesetWriter.WriteSave(cluster.FirstSync().Plan.Desired(), text);
        _save = text.WrittenSpan.ToArray();
        Console.WriteLine($"// save: {_save.Length} bytes");
    }

    /// <summary>Everything.</summary>
    [Benchmark]
    public long ParseExplainAndCompare()
    {
        RulesetReading reading = RulesetReading.Of(RulesetParser.Parse(_save, IpFamily.IPv4));
        long letters = Explain(reading);
        return letters + RulesetChanges.Between(_before, reading).Services.Length;
    }

    /// <summary>The sentences alone.</summary>
    internal static long Explain(RulesetReading reading)
    {
        long letters = 0;
        foreach (var rule in RulesetExplanation.Of(reading).Rules())
        {
            letters += rule.Sentence.Length;
        }

        return letters;
    }

    internal RulesetReading Before => _before;
}
