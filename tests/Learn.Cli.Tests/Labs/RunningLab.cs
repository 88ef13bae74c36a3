using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Learn.Cli.Tests.Labs;

/// <summary>A lab of <c>learn up</c>, ended with the test whatever becomes of it.</summary>
internal sealed class RunningLab : IAsyncDisposable
{
    public const string Manifest = """
        apiVersion: v1
        kind: Service
        metadata: {name: my-service}
        spec:
          selector: {app: my-app}
          ports: [{port: 80, targetPort: 8080}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: my-app-1, labels: {app: my-app}}
        spec:
          containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("learn-up-").FullName;

    private RunningLab()
    {
    }

    public string Name { get; } = $"test-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 8)}";

    /// <summary>What <c>learn up</c> said.</summary>
    public string Words { get; private set; } = "";

    public static async Task<RunningLab> UpAsync(params string[] options)
    {
        var lab = new RunningLab();
        var run = await LearnRun.OfAsync(["up", "--name", lab.Name, "-f", await lab.FileAsync("manifest.yaml", Manifest), .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        lab.Words = run.Output;
        return lab;
    }

    /// <summary>Writes a file for the lab.</summary>
    public async Task<string> FileAsync(string name, string text)
    {
        string path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>Its line of <c>learn list --json</c>.</summary>
    public async Task<JsonElement> DescribeAsync()
    {
        var run = await LearnRun.OfAsync("list", "--json");
        return JsonDocument.Parse(run.Output).RootElement.EnumerateArray().Single(lab => lab.GetProperty("name").GetString() == Name);
    }

    public async Task<int> OwnerAsync() => (await DescribeAsync()).GetProperty("ownerProcessId").GetInt32();

    public async Task<int> HelperAsync() => (await DescribeAsync()).GetProperty("helperProcessId").GetInt32();

    /// <summary>Runs a command in it.</summary>
    public Task<LearnRun> ExecAsync(string target, params string[] command) => LearnRun.OfAsync(["exec", target, "--lab", Name, "--", .. command]);

    public async ValueTask DisposeAsync()
    {
        if (IsThere(Name))
        {
            await LearnRun.OfAsync("down", Name);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whether anything of a lab can be seen: its sockets.</summary>
    public static bool IsThere(string name) => File.ReadAllText("/proc/net/unix").Split('\n').Any(line => line.EndsWith($"/{name}", StringComparison.Ordinal));

    /// <summary>Whether a process lives (one that is dead and only unasked about does not).</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            string status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for something that will be so soon.</summary>
    public static async Task EventuallyAsync(Func<bool> condition, string what)
    {
        for (long start = Environment.TickCount64; !condition(); await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            Assert.True(Environment.TickCount64 - start < 15_000, $"after 15 s it was still not so that {what}");
        }
    }
}
