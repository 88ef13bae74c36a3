using System.Diagnostics;
using System.Globalization;

namespace Learn.Cli.Bench;

/// <summary>
/// Measures what a learner waits for: the start of a lab, pods, traffic; and what it costs in memory. Each run is a process of its
/// own, so that everything is as cold as when a learner starts it.
/// </summary>
internal sealed class LabBenchmark(int runs, IProgress<string> progress)
{
    private const string Small = "small";
    private const string BareWorld = "a bare namespace with one iptables rule, by unshare";
    private const string Start = "Lab.StartAsync, first rules applied";
    private const string ThreePods = "3 pods and a Service, applied and answering";
    private const string HundredPods = "100 more pods, applied";
    private const string DirectConnections = "1,000 connections straight to a pod";
    private const string ServiceConnections = "1,000 connections through the Service";
    private const string FirstTrace = "the first traced request of a process, from call to picture";
    private const string NextTrace = "a traced request, from call to picture";
    private const string Memory = "memory of helper and caller, 103 pods";

    /// <summary>Runs everything.</summary>
    /// <exception cref="LabException">A run failed; the message has its words.</exception>
    public async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, List<double>>();
        await MeasureAsync(Small, runs, values, cancellationToken);
        await MeasureAsync(ClusterBenchmark.Nodes, runs, values, cancellationToken);
        // These take their time; a few runs of them say enough.
        await MeasureAsync(ClusterBenchmark.Large, (runs + 2) / 3, values, cancellationToken);
        await MeasureAsync(RolloutBenchmark.Rollout, (runs + 2) / 3, values, cancellationToken);

        return
        [
            new(BareWorld, "ms", values[BareWorld]),
            new(Start, "ms", values[Start], Goal: 1000, BareWorld),
            new(ThreePods, "ms", values[ThreePods], Goal: 500),
            new(HundredPods, "ms", values[HundredPods], Goal: 3000),
            new(DirectConnections, "ms", values[DirectConnections]),
            new(ServiceConnections, "ms", values[ServiceConnections], Goal: 1000, DirectConnections),
            new(FirstTrace, "ms", values[FirstTrace]),
            new(NextTrace, "ms", values[NextTrace], Goal: 300),
            new(Memory, "MB", values[Memory], Goal: 250),
            .. ClusterBenchmark.Rows(values),
            .. RolloutBenchmark.Rows(values),
        ];
    }

    /// <summary>One run of a kind, in this process.</summary>
    public static Task<Dictionary<string, double>> RunOnceAsync(string kind, CancellationToken cancellationToken) => kind switch
    {
        Small => RunOnceAsync(cancellationToken),
        ClusterBenchmark.Nodes => ClusterBenchmark.RunNodesAsync(cancellationToken),
        ClusterBenchmark.Large => ClusterBenchmark.RunLargeAsync(cancellationToken),
        RolloutBenchmark.Rollout => RolloutBenchmark.RunAsync(cancellationToken),
        _ => throw new LabException($"There is no run \"{kind}\"."),
    };

    private static async Task<Dictionary<string, double>> RunOnceAsync(CancellationToken cancellationToken)
    {
        Lab? started = null;
        var values = new Dictionary<string, double>
        {
            [Start] = await TimeAsync(async () => started = await Lab.StartAsync(cancellationToken: cancellationToken)),
        };
        await using var lab = started!;
        values[ThreePods] = await TimeAsync(async () =>
        {
            await lab.ApplyAsync(BenchManifests.Service + BenchManifests.Pods(1, 3), cancellationToken: cancellationToken);
            await RequireAnswersAsync(lab, "http://my-service", 1, cancellationToken);
        });
        values[ServiceConnections] = await TimeAsync(() => RequireAnswersAsync(lab, "http://my-service", 1000, cancellationToken));
        values[FirstTrace] = await TimeAsync(() => RequireTraceAsync(lab, cancellationToken));
        values[NextTrace] = await TimeAsync(() => RequireTraceAsync(lab, cancellationToken));
        string pod = lab.Get<k8s.Models.V1Pod>("my-app-1")!.Status.PodIP;
        values[DirectConnections] = await TimeAsync(() => RequireAnswersAsync(lab, $"http://{pod}:8080", 1000, cancellationToken));
        values[HundredPods] = await TimeAsync(() => lab.ApplyAsync(BenchManifests.Pods(4, 100), cancellationToken: cancellationToken));
        values[Memory] = ResidentMegabytes(lab.HelperProcessId) + ResidentMegabytes(Environment.ProcessId);
        values[BareWorld] = await TimeAsync(() => RunBareWorldAsync(cancellationToken));
        return values;
    }

    private async Task MeasureAsync(string kind, int times, Dictionary<string, List<double>> values, CancellationToken cancellationToken)
    {
        for (int run = 1; run <= times; run++)
        {
            progress.Report($"{kind}: run {run} of {times} …");
            foreach (var (name, value) in await LearnProgram.ReadJsonAsync<Dictionary<string, double>>(["bench", "once", kind], cancellationToken))
            {
                (values.TryGetValue(name, out var list) ? list : values[name] = []).Add(value);
            }
        }
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        long started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task RequireAnswersAsync(Lab lab, string url, int count, CancellationToken cancellationToken)
    {
        var result = await lab.CurlAsync(url, count, cancellationToken: cancellationToken);
        if (result.Answered != count)
        {
            throw new LabException($"Only {result.Answered} of {count} requests to {url} were answered:\n{result}");
        }
    }

    private static async Task RequireTraceAsync(Lab lab, CancellationToken cancellationToken)
    {
        var trace = await lab.TraceAsync("http://my-service", cancellationToken: cancellationToken);
        if (!trace.Agrees || !trace.IsAnswered || TraceTimeline.Draw(trace).Svg.Length == 0)
        {
            throw new LabException($"The request was not traced as it should be:\n{trace}");
        }
    }

    private static async Task RunBareWorldAsync(CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("unshare")
        {
            ArgumentList = { "--user", "--map-root-user", "--net", "--mount", "--pid", "--fork", "iptables", "-t", "nat", "-A", "OUTPUT", "-j", "ACCEPT" },
        })!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new LabException($"unshare with a bare iptables ended with {process.ExitCode}.");
        }
    }

    private static double ResidentMegabytes(int processId)
    {
        string line = File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan("VmRSS:".Length).TrimStart().TrimEnd("kB").TrimEnd(), CultureInfo.InvariantCulture) / 1024.0;
    }
}
