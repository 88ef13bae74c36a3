using System.Diagnostics;
using System.Text;

namespace Learn.Cli.Tests.Labs;

/// <summary>The learn program as a process of its own, as in another terminal.</summary>
internal sealed record LearnRun(int ExitCode, string Output, string Error)
{
    /// <summary>The file of the program.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "learn.dll");

    /// <summary>Runs it to its end, with nothing to read.</summary>
    public static Task<LearnRun> OfAsync(params string[] arguments) => WithInputAsync(ReadOnlyMemory<byte>.Empty, arguments);

    /// <summary>The same with something to read.</summary>
    public static async Task<LearnRun> WithInputAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        var run = await BytesAsync(input, arguments);
        return new LearnRun(run.ExitCode, Encoding.UTF8.GetString(run.Output), run.Error);
    }

    /// <summary>The same for output that is no text.</summary>
    public static async Task<(int ExitCode, byte[] Output, string Error)> BytesAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        using var process = Start(arguments);
        var cancellation = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(cancellation);
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, output.ToArray(), await error);
    }

    /// <summary>Starts it; the caller has its standard streams.</summary>
    public static Process Start(params string[] arguments) => StartMarked("", arguments);

    /// <summary>The same with a mark in its environment, and in that of whatever it starts.</summary>
    public static Process StartMarked(string mark, params string[] arguments)
        => Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_EnableDiagnostics"] = "0", ["LEARN_TEST_MARK"] = mark, ["LEARN_LAB"] = null },
        })!;
}
