using System.Buffers;
using BenchmarkDotNet.Attributes;
using Learn.Netfilter;

namespace Learn.Benchmarks;

/// <summary>Reads what iptables-save prints on a node with 10,000 Services of ten endpoints each. Goal: over 100 MB per second.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class ParseSave
{
    private byte[] _save = [];

    [GlobalSetup]
    public void Setup()
    {
        var text = new ArrayBufferWriter<byte>();
        RulesetWriter.WriteSave(new SampleCluster(10_000, 10).FirstSync().Plan.Desired(), text);
        _save = text.WrittenSpan.ToArray();
        Console.WriteLine($"// save: {_save.Length} bytes");
    }

    [Benchmark]
    public int Parse() => RulesetParser.Parse(_save, IpFamily.IPv4).RuleCount;
}
