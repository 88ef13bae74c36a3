using System.Diagnostics;

namespace Learn.Cli.Tests.Demo;

/// <summary>The demo as its users run it: a process of its own, with and without root.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class DemoTests : IDisposable
{
    private const string NobodysNumber = "65534";
    private readonly string directory = Directory.CreateTempSubdirectory("learn-demo-").FullName;

    public DemoTests()
    {
        // Whoever the demo runs as has to be able to write its report here.
        File.SetUnixFileMode(directory, (UnixFileMode)0b111_111_111);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_demo_tells_the_story_and_writes_the_page()
    {
        var (exitCode, output, error) = await RunAsync(asNobody: false, "demo", "--html", $"{directory}/demo.html");

        AssertStory(exitCode, output, error);
        string page = await File.ReadAllTextAsync($"{directory}/demo.html", TestContext.Current.CancellationToken);
        Assert.Contains("KUBE-SVC-FXIYY6OHUSNBITIX", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://cdn", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_needs_no_root()
    {
        // As root this test becomes the user nobody; as anybody else it is without root already.
        var (exitCode, output, error) = await RunAsync(asNobody: Environment.IsPrivilegedProcess, "demo", "--html", $"{directory}/demo.html");

        AssertStory(exitCode, output, error);
        Assert.True(File.Exists($"{directory}/demo.html"));
    }

    [Fact]
    public async Task A_manifest_of_the_readers_own_is_toured()
    {
        string yaml = $"{directory}/own.yaml";
        await File.WriteAllTextAsync(yaml, """
            apiVersion: v1
            kind: Service
            metadata: {name: shop}
            spec:
              selector: {app: shop}
              ports: [{name: http, port: 8000, targetPort: 8080}, {name: admin, port: 9000, targetPort: 9090}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: shop-1, labels: {app: shop}}
            spec:
              containers: [{name: web, image: nginx:latest, ports: [{containerPort: 8080}, {containerPort: 9090}]}]
            """, TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await RunAsync(asNobody: false, "demo", "--yaml", yaml, "--requests", "20", "--html", $"{directory}/own.html");

        Assert.True(exitCode == 0, error);
        Assert.Contains("default/shop:http -> ", output, StringComparison.Ordinal);
        Assert.Contains("20 requests to shop:8000", output, StringComparison.Ordinal);
        Assert.Contains("20 requests to shop:9000", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: {name: my-service}\nspec: {ports: [{port: 0}]}\n", "must be between 1 and 65535, inclusive")]
    [InlineData("apiVersion: v1\nkind: Servise\nmetadata: {name: my-service}\n", "Servise")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\napiVersion: v1\nkind: Pod\n", "---")]
    [InlineData("kind: [", "line")]
    public async Task A_mistake_in_a_manifest_is_one_clear_message_and_exit_code_2(string manifest, string expected)
    {
        string yaml = $"{directory}/bad.yaml";
        await File.WriteAllTextAsync(yaml, manifest, TestContext.Current.CancellationToken);

        var (exitCode, _, error) = await RunAsync(asNobody: false, "demo", "--yaml", yaml, "--html", $"{directory}/bad.html");

        Assert.Equal(2, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("bad.yaml", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(File.Exists($"{directory}/bad.html"));
    }

    [Theory]
    [InlineData("demo", "--yaml", "/nowhere/at-all.yaml")]
    [InlineData("demo", "--html", "/nowhere/at-all.html")]
    [InlineData("demo", "--requests", "none")]
    [InlineData("demo", "--requests", "0")]
    [InlineData("dmeo")]
    [InlineData("bench", "lab", "--runs", "0")]
    public async Task Wrong_use_is_said_in_a_sentence_with_exit_code_2(params string[] arguments)
    {
        var (exitCode, _, error) = await RunAsync(asNobody: false, arguments);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("learn: ", error.Split('\n').First(line => !line.StartsWith("Starting", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static void AssertStory(int exitCode, string output, string error)
    {
        Assert.True(exitCode == 0, error);
        Assert.Contains("service/my-service created", output, StringComparison.Ordinal);
        // 10.96.0.0/12
        Assert.Matches(@"-A KUBE-SERVICES -d 10\.(9[6-9]|10[0-9]|11[01])\.", output);
        Assert.Contains("Hello from my-app-1", output, StringComparison.Ordinal);
        Assert.Contains("--probability 0.33333333349", output, StringComparison.Ordinal);
        Assert.Contains("300 requests to my-service", output, StringComparison.Ordinal);
        Assert.Contains("expected", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(bool asNobody, params string[] arguments)
    {
        string[] command = ["dotnet", Path.Combine(ProgramDirectory(asNobody), "learn.dll"), .. arguments];
        string[] line = asNobody
            ? ["setpriv", "--reuid", NobodysNumber, "--regid", NobodysNumber, "--clear-groups", .. command]
            : command;
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
            Environment = { ["HOME"] = directory, ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    // The checkout may be where nobody else can look.
    private string ProgramDirectory(bool asNobody)
    {
        if (!asNobody)
        {
            return AppContext.BaseDirectory;
        }

        string copy = Path.Combine(directory, "program");
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
