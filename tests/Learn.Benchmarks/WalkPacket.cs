using System.Buffers;
using System.Net;
using BenchmarkDotNet.Attributes;
using Learn.Netfilter;

namespace Learn.Benchmarks;

/// <summary>
/// Walks one packet, from a pod to the middle one of so many Services, through what iptables-save prints on a node. Goal: among 10,000 in
/// 1 ms. Beside it the same walk without an index, and the first walk after parsing, which makes the index.
/// </summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class WalkPacket
{
    private byte[] _save = [];
    private Ruleset _rules = null!;
    private Packet _packet = null!;

    [Params("10000x10", "1x10000")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        int[] numbers = [.. Size.Split('x').Select(int.Parse)];
        var cluster = new SampleCluster(numbers[0], numbers[1]);
        var text = new ArrayBufferWriter<byte>();
        RulesetWriter.WriteSave(cluster.FirstSync().Plan.Desired(), text);
        _save = text.WrittenSpan.ToArray();
        Console.WriteLine($"// save: {_save.Length} bytes");
        Forget();
        _packet = new Packet
        {
            Source = IPAddress.Parse("10.130.0.7"),
            Destination = IPAddress.Parse(cluster.Services[cluster.Services.Count / 2].Spec.ClusterIPs[0]),
            DestinationPort = 80,
            InInterface = "cbr0",
        };
    }

    /// <summary>Parses the text again, so that the next walk is the first one.</summary>
    internal void Forget() => _rules = RulesetParser.Parse(_save, IpFamily.IPv4);

    [Benchmark(Baseline = true)]
    public int Walk() => PacketWalk.Walk(_rules, _packet).Outcomes.Length;

    [Benchmark]
    public int WalkWithoutIndex() => PacketWalk.Walk(_rules, _packet, new WalkOptions { UsesIndex = false }).Outcomes.Length;

    [Benchmark]
    public int WalkAndText() => PacketWalk.Walk(_rules, _packet).Tree!.ToString().Length;
}
