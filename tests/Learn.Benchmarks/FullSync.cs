using BenchmarkDotNet.Attributes;

namespace Learn.Benchmarks;

/// <summary>From Kubernetes objects to the whole payload as UTF-8 bytes, all names hashed anew. Goal: 10,000 × 10 in 250 ms.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class FullSync
{
    private SampleCluster _cluster = null!;

    [Params("10000x10", "1000x5", "100x100", "1x10000")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        int[] numbers = [.. Size.Split('x').Select(int.Parse)];
        _cluster = new SampleCluster(numbers[0], numbers[1]);
        Console.WriteLine($"// payload of {Size}: {_cluster.FirstSync().Plan.Payload.Length} bytes");
    }

    [Benchmark]
    public int Payload() => _cluster.FirstSync().Plan.Payload.Length;
}
