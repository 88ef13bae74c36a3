using System.Diagnostics;

namespace Learn.Cli.Bench;

/// <summary>Measures a rolling update under load: whether a client notices it.</summary>
internal static class RolloutBenchmark
{
    /// <summary>The name of the run.</summary>
    public const string Rollout = "rollout";

    private const string Duration = "rolling update of 10 pods";
    private const string Rate = "requests/s that were sent during it (500 asked for)";
    private const string Failures = "requests that failed during it";
    private const int RequestsPerSecond = 500;
    private const int Clients = 8;

    // Requests go on for a while before and after the update, so that its edges are seen, too.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    // What makes an update go unnoticed: a pod that says when it is ready, and one that waits with its end until the rules no longer name it.
    private const string Manifest = """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          selector: {app: web}
          ports: [{port: 80, targetPort: 8080}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 10
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 10
              containers:
                - name: web
                  image: nginx:latest
                  ports: [{containerPort: 8080}]
                  readinessProbe: {httpGet: {port: 8080, path: /healthz}, periodSeconds: 1}
                  lifecycle: {preStop: {sleep: {seconds: 1}}}

        """;

    /// <summary>Makes the table's rows of the values of all runs.</summary>
    public static IEnumerable<Measurement> Rows(IReadOnlyDictionary<string, List<double>> values) => values.ContainsKey(Failures)
        ? [new(Duration, "s", values[Duration]), new(Rate, "/s", values[Rate]), new(Failures, "failed", values[Failures], Goal: 1)]
        : [];

    /// <summary>One run, in this process.</summary>
    public static async Task<Dictionary<string, double>> RunAsync(CancellationToken cancellationToken)
    {
        await using var lab = await Lab.StartAsync(
            LabManifest.Read(Manifest).WithOptions(new LabOptions { Nodes = LabOptions.NumberedNodes(3) }), cancellationToken);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long began = Stopwatch.GetTimestamp();
        var traffic = SendAsync(lab, enough.Token, cancellationToken);
        await Task.Delay(Margin, cancellationToken);
        long started = Stopwatch.GetTimestamp();
        await lab.RolloutRestartAsync("web", cancellationToken: cancellationToken);
        if (!lab.RolloutStatus("web").IsDone)
        {
            throw new LabException($"The update came to rest before its end: {lab.RolloutStatus("web")}");
        }

        var duration = Stopwatch.GetElapsedTime(started);
        await Task.Delay(Margin, cancellationToken);
        var sending = Stopwatch.GetElapsedTime(began);
        await enough.CancelAsync();
        var (sent, failed) = await traffic;
        return new() { [Duration] = duration.TotalSeconds, [Rate] = sent / sending.TotalSeconds, [Failures] = failed };
    }

    private static async Task<(int Sent, int Failed)> SendAsync(Lab lab, CancellationToken enough, CancellationToken cancellationToken)
    {
        int sent = 0, failed = 0;
        var request = new CurlRequest { Url = "http://web", Duration = TimeSpan.FromMinutes(5), RequestsPerSecond = RequestsPerSecond, Concurrency = Clients };
        try
        {
            await foreach (var sample in lab.CurlStreamAsync(request, enough))
            {
                sent++;
                failed += sample.ExitCode == 0 && sample.Status == 200 ? 0 : 1;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The update is over.
        }

        return (sent, failed);
    }
}
