using System.Diagnostics;
using System.Globalization;
using k8s.Models;

namespace Learn.Cli.Bench;

/// <summary>Measures labs of several nodes: how long they take to start, what they cost, and how fast rules follow the cluster.</summary>
internal static class ClusterBenchmark
{
    /// <summary>The name of the run with three nodes.</summary>
    public const string Nodes = "nodes";

    /// <summary>The name of the run with many pods.</summary>
    public const string Large = "large";

    private const string ThreeNodes = "3 nodes, client, DNS and 30 pods ready";
    private const string ManyPods = "250 pods on 5 nodes, from nothing";
    private const string Memory = "memory of everything, 250 pods on 5 nodes";
    private const string InStep = "rules of 5 nodes in step after an endpoint change";
    private const string SyncAlone = "the slowest node's sync among them";
    private const string SlowestInStep = "the same, slowest of 20 changes";
    private const int ManyNodes = 5;
    private const int Many = 250;
    private const int Changes = 20;
    private const double MostMilliseconds = 250;

    /// <summary>Makes the table's rows of the values of all runs.</summary>
    public static IEnumerable<Measurement> Rows(IReadOnlyDictionary<string, List<double>> values)
    {
        Measurement[] rows =
        [
            .. Row(ThreeNodes, "ms", 2000),
            .. Row(ManyPods, "ms", 10_000),
            .. Row(Memory, "MB", 500),
            .. Row(InStep, "ms", MostMilliseconds),
            .. Row(SlowestInStep, "ms", MostMilliseconds),
            .. Row(SyncAlone, "ms", null),
        ];
        return rows;

        IEnumerable<Measurement> Row(string name, string unit, double? goal) => values.TryGetValue(name, out var list) ? [new Measurement(name, unit, list, goal)] : [];
    }

    /// <summary>One run with three nodes, in this process.</summary>
    public static async Task<Dictionary<string, double>> RunNodesAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await using var lab = await StartAsync(3, 30, cancellationToken);
        // By its name, so that DNS has answered, too.
        await RequireAnswerAsync(lab, cancellationToken);
        return new() { [ThreeNodes] = Stopwatch.GetElapsedTime(started).TotalMilliseconds };
    }

    /// <summary>One run with many pods, in this process.</summary>
    public static async Task<Dictionary<string, double>> RunLargeAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await using var lab = await StartAsync(ManyNodes, Many, cancellationToken);
        var values = new Dictionary<string, double> { [ManyPods] = Stopwatch.GetElapsedTime(started).TotalMilliseconds };
        await RequireAnswerAsync(lab, cancellationToken);
        var delays = new List<double>();
        var syncs = new List<double>();
        for (int change = 0; change < Changes; change++)
        {
            delays.Add(await ChangeEndpointAsync(lab, isMember: change % 2 == 1, cancellationToken));
            syncs.Add(lab.Nodes.Max(node => lab.LastSync(node.Name)!.Duration.TotalMilliseconds));
        }

        values[InStep] = delays.Order().ElementAt(Changes / 2);
        values[SlowestInStep] = delays.Max();
        values[SyncAlone] = syncs.Order().ElementAt(Changes / 2);
        values[Memory] = ProcessMemory.Megabytes([Environment.ProcessId, .. Learn.Sandbox.World.FindProcesses(lab.Name)]);
        return values;
    }

    private static Task<Lab> StartAsync(int nodes, int pods, CancellationToken cancellationToken)
        => Lab.StartAsync(
            LabManifest.Read(BenchManifests.Service + BenchManifests.Pods(1, pods)).WithOptions(new LabOptions { Nodes = LabOptions.NumberedNodes(nodes) }), cancellationToken);

    // A label takes a pod out of the Service, or brings it back; from the call (which only writes to the cluster before the nodes hear of it) to
    // the end of the last node's restore.
    private static async Task<double> ChangeEndpointAsync(Lab lab, bool isMember, CancellationToken cancellationToken)
    {
        string manifest = BenchManifests.Pods(1, 1);
        var read = LabManifest.Read(isMember ? manifest : manifest.Replace("app: my-app}", "app: gone}", StringComparison.Ordinal));
        var before = DateTimeOffset.UtcNow;
        await lab.ApplyAsync(read, cancellationToken);
        var last = lab.Nodes.Select(node => lab.LastSync(node.Name)!.EndedAt).ToList();
        if (last.Exists(ended => ended < before))
        {
            throw new LabException("A node had nothing to sync after an endpoint had changed.");
        }

        return (last.Max() - before).TotalMilliseconds;
    }

    private static async Task RequireAnswerAsync(Lab lab, CancellationToken cancellationToken)
    {
        var result = await lab.CurlAsync("http://my-service", cancellationToken: cancellationToken);
        if (result.Answered != 1)
        {
            int ready = lab.List<V1Pod>().Count(pod => pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true);
            throw new LabException(string.Create(CultureInfo.InvariantCulture, $"http://my-service did not answer, with {ready} pods ready:\n{result}"));
        }
    }
}
