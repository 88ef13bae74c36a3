using System.Diagnostics;
using System.Globalization;

namespace Learn.Cli.Bench;

/// <summary>Measures what a learner waits for: the start of a lab, pods, traffic; and what it costs in memory.</summary>
internal sealed class LabBenchmark(int runs, IProgress<string> progress)
{
    private const string BareWorld = "a bare namespace with one iptables rule, by unshare";
    private const string DirectConnections = "1,000 connections straight to a pod";

    /// <summary>Runs everything.</summary>
    public async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken cancellationToken)
    {
        var bare = new List<double>();
        var start = new List<double>();
        var threePods = new List<double>();
        var hundredPods = new List<double>();
        var viaService = new List<double>();
        var direct = new List<double>();
        var memory = new List<double>();
        for (int run = 1; run <= runs; run++)
        {
            progress.Report($"run {run} of {runs} …");
            bare.Add(await TimeAsync(() => RunBareWorldAsync(cancellationToken)));

            Lab? lab = null;
            start.Add(await TimeAsync(async () => lab = await Lab.StartAsync(cancellationToken: cancellationToken)));
            await using (lab)
            {
                threePods.Add(await TimeAsync(async () =>
                {
                    await lab!.ApplyAsync(BenchManifests.Service + BenchManifests.Pods(1, 3), cancellationToken: cancellationToken);
                    await RequireAnswersAsync(lab, "http://my-service", 1, cancellationToken);
                }));
                viaService.Add(await TimeAsync(() => RequireAnswersAsync(lab!, "http://my-service", 1000, cancellationToken)));
                string pod = lab!.Get<k8s.Models.V1Pod>("my-app-1")!.Status.PodIP;
                direct.Add(await TimeAsync(() => RequireAnswersAsync(lab, $"http://{pod}:8080", 1000, cancellationToken)));
                hundredPods.Add(await TimeAsync(() => lab.ApplyAsync(BenchManifests.Pods(4, 100), cancellationToken: cancellationToken)));
                memory.Add(ResidentMegabytes(lab.HelperProcessId) + ResidentMegabytes(Environment.ProcessId));
            }
        }

        return
        [
            new(BareWorld, "ms", bare),
            new("Lab.StartAsync, first rules applied", "ms", start, Goal: 1000, BareWorld),
            new("3 pods and a Service, applied and answering", "ms", threePods, Goal: 500),
            new("100 more pods, applied", "ms", hundredPods, Goal: 3000),
            new(DirectConnections, "ms", direct),
            new("1,000 connections through the Service", "ms", viaService, Goal: 1000, DirectConnections),
            new("memory of helper and caller, 103 pods", "MB", memory, Goal: 250),
        ];
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
