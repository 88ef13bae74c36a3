using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Learn.Cli.Tests.Labs;

namespace Learn.Cli.Tests.Course;

/// <summary>Somebody at a terminal with a small course of their own: one exercise, as <c>learn course new</c> makes it, and a progress file. Their labs end with the test.</summary>
internal sealed class Learner : IAsyncDisposable
{
    /// <summary>The exercise.</summary>
    public const string Id = "01-broken-port";

    private readonly string folder = Directory.CreateTempSubdirectory("learn-course-").FullName;

    private Learner()
    {
    }

    /// <summary>The name of the lab of the exercise.</summary>
    public string Lab { get; } = $"test-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 8)}";

    /// <summary>The course.</summary>
    public string Course => Path.Combine(folder, "course");

    /// <summary>The folder of the exercise's files, where it is if nothing is said.</summary>
    public string Work => Path.Combine(folder, "learn-exercises", Id);

    /// <summary>The progress file.</summary>
    public string Progress => Path.Combine(folder, "progress.yaml");

    /// <summary>Sits down.</summary>
    public static async Task<Learner> ComeAsync()
    {
        var learner = new Learner();
        Directory.CreateDirectory(Path.Combine(learner.Course, "exercises"));
        await WriteAsync(Path.Combine(learner.Course, "exercises", "beliefs.yaml"), "25: {text: \"port and targetPort are the same.\", verdict: false}\n");
        Assert.Equal(0, (await learner.RunAsync("course", "new", "exercise", Id[3..])).ExitCode);
        return learner;
    }

    /// <summary>A path in the learner's own folder.</summary>
    public string At(params string[] parts) => Path.Combine([folder, .. parts]);

    /// <summary>Runs a command, in the learner's own folder.</summary>
    public async Task<LearnRun> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Describe(arguments))!;
        var cancellation = TestContext.Current.CancellationToken;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new LearnRun(process.ExitCode, output, await error);
    }

    /// <summary>Runs a command of <c>learn exercise</c> on the exercise and its lab.</summary>
    public Task<LearnRun> ExerciseAsync(string verb, params string[] others) => RunAsync(["exercise", verb, "01", .. others, "--lab", Lab]);

    /// <summary>The same, and what it prints as JSON.</summary>
    public async Task<(int ExitCode, JsonElement Json)> CheckAsync()
    {
        var run = await ExerciseAsync("check", "--json");
        Assert.True(run.Output.StartsWith('{'), run.Output + run.Error);
        return (run.ExitCode, JsonDocument.Parse(run.Output).RootElement);
    }

    /// <summary>What was drawn for this learner: the port on which the program listens.</summary>
    public async Task<string> TargetAsync()
    {
        string pods = await File.ReadAllTextAsync(Path.Combine(Work, "pods.yaml"), TestContext.Current.CancellationToken);
        return pods.Split("--http-port=")[1].Split(']')[0];
    }

    /// <summary>Edits the Service as the solution has it.</summary>
    public async Task MendAsync()
    {
        string path = Path.Combine(Work, "service.yaml");
        string[] lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        string target = await TargetAsync();
        await WriteAsync(path, string.Join('\n', lines.Select(line => line.Contains("targetPort", StringComparison.Ordinal) ? $"      targetPort: {target} # mended" : line)) + "\n");
    }

    /// <summary>Writes a file.</summary>
    public static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

    /// <summary>What a terminal of the learner types before a command.</summary>
    public string Prefix => $"cd {folder} && LEARN_COURSE={Course} LEARN_PROGRESS={Progress} dotnet {LearnRun.Program}";

    public async ValueTask DisposeAsync()
    {
        if (RunningLab.IsThere(Lab))
        {
            await RunAsync("down", Lab);
        }

        Directory.Delete(folder, recursive: true);
    }

    private ProcessStartInfo Describe(string[] arguments) => new("dotnet", [LearnRun.Program, .. arguments])
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["DOTNET_EnableDiagnostics"] = "0",
            ["LEARN_LAB"] = null,
            ["LEARN_COURSE"] = Course,
            ["LEARN_PROGRESS"] = Progress,
        },
    };
}
