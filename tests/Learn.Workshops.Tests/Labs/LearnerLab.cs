using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Learn.Cli.Tests.Labs;
using Learn.Sandbox;

namespace Learn.Workshops.Tests.Labs;

/// <summary>A learner's lab: a <c>learn up</c> of its own, that ends with its process.</summary>
internal sealed class LearnerLab : IAsyncDisposable
{
    /// <summary>The learner whose lab has a Service more.</summary>
    public const int WithASecret = 7;

    private const string Address = "10.96.0.50", SecretAddress = "10.96.0.77";

    private static readonly string Mark = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 8);

    private readonly Process process;
    private readonly Task<string> trouble;
    private readonly string manifest;

    private LearnerLab(int number, Process process, string manifest)
    {
        Number = number;
        this.process = process;
        this.manifest = manifest;
        trouble = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Which learner it is.</summary>
    public int Number { get; }

    /// <summary>The lab's name.</summary>
    public string Name => NameOf(Number);

    /// <summary>How long it took until Pods answered and rules were applied.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>The process that holds it.</summary>
    public int ProcessId => process.Id;

    /// <summary>All processes of it, as they were when it was ready.</summary>
    public IReadOnlyList<int> Processes { get; private set; } = [];

    /// <summary>Starts it.</summary>
    public static async Task<LearnerLab> StartAsync(int number, CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        string manifest = Path.GetTempFileName();
        await File.WriteAllTextAsync(manifest, ManifestOf(number), cancellation);
        var process = LearnRun.Start("up", "--foreground", "--name", NameOf(number), "-f", manifest);
        var lab = new LearnerLab(number, process, manifest);
        if (await process.StandardOutput.ReadLineAsync(cancellation) is null)
        {
            Assert.Fail($"the lab of learner {number} did not start: {await lab.trouble}");
        }

        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        lab.StartTime = Stopwatch.GetElapsedTime(begin);
        lab.Processes = LabCost.Of(process.Id).Processes;
        return lab;
    }

    /// <summary>Asks the Service eight times, and looks for what only one lab has.</summary>
    public async Task<LabVisit> VisitAsync(CancellationToken cancellation)
    {
        await using var world = await World.JoinAsync(Name, cancellation);
        var toolbox = (await world.GetHostsAsync(cancellation)).Single(host => host.Name == "toolbox");
        string script = $"readlink /proc/self/ns/net; curl -s -m 2 http://{SecretAddress}/hostname >/dev/null && echo reached || echo alone; "
            + $"curl -s -m 20 -H 'Connection: close' -w '\\n' 'http://{Address}/hostname#[1-8]'";
        var result = await toolbox.RunAsync(["sh", "-c", script], cancellationToken: cancellation);
        Assert.True(result.Succeeded, $"learner {Number}: {result}");
        string[] lines = result.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new LabVisit(lines[0], lines[1] == "reached", lines[2..]);
    }

    public async ValueTask DisposeAsync()
    {
        using (var end = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            await end.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        File.Delete(manifest);
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"class-{Mark}-{number}");

    private static string ManifestOf(int number) => Service("web", Address) + string.Concat("ab".Select(letter => $$$"""
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: learner-{{{number}}}-{{{letter}}}, labels: {app: web}}
        spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}

        """)) + (number == WithASecret ? "---\n" + Service("secret", SecretAddress) : "");

    private static string Service(string name, string address) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}}
        spec: {clusterIP: {{address}}, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}

        """;
}
