using BenchmarkDotNet.Attributes;
using k8s.Models;
using Learn.Proxy;

namespace Learn.Benchmarks;

/// <summary>
/// From the event of one changed Service among many to its payload, which has the shared chains of all. Goal: among 10,000 in 5 ms, with
/// allocations that do not depend on the endpoints of the others.
/// </summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class PartialSync
{
    private IptablesProxy _proxy = null!;
    private V1EndpointSlice _long = null!;
    private V1EndpointSlice _short = null!;
    private bool _isShort;

    [Params("10000x10", "10000x30", "1000x5")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        int[] numbers = [.. Size.Split('x').Select(int.Parse)];
        var cluster = new SampleCluster(numbers[0], numbers[1]);
        (_proxy, SyncPlan plan) = cluster.FirstSync();
        _proxy.Succeeded(plan);

        // The changed Service has five endpoints in any case, so that only the others differ from size to size.
        V1EndpointSlice slice = cluster.Slices[cluster.Slices.Count / 2];
        slice.Endpoints = [.. slice.Endpoints.Take(5)];
        _long = slice;
        _short = SampleCluster.Shortened(slice);
        Console.WriteLine($"// payload of {Size}: {Payload()} bytes");
    }

    [Benchmark]
    public int Payload()
    {
        _isShort = !_isShort;
        _proxy.SetEndpointSlice(_isShort ? _short : _long);
        SyncPlan plan = _proxy.Plan(new SyncInput { Now = DateTimeOffset.UnixEpoch });
        _proxy.Succeeded(plan);
        return plan.Payload.Length;
    }
}
