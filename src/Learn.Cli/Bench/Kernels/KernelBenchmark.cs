using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Learn.Cli.Notebooks.Kernels;
using Learn.Sandbox;

namespace Learn.Cli.Bench.Kernels;

/// <summary>
/// Measures what a learner waits for in a notebook, beside ipykernel in the same run. The client is Debian's jupyter_client, in a Python script that
/// comes with the program; the kernel is started as its kernelspec says.
/// </summary>
/// <param name="runs">How often each kernel is started.</param>
/// <param name="cells">How many cells a long session has; 0 for no long sessions.</param>
/// <param name="declaring">How many declaring cells a long session has.</param>
/// <param name="progress">Told what is being done.</param>
internal sealed class KernelBenchmark(int runs, int cells, int declaring, IProgress<string> progress)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Runs everything.</summary>
    /// <exception cref="CommandNotFoundException">There is no Python with jupyter_client and ipykernel.</exception>
    /// <exception cref="LabException">A kernel failed; the message has the script's words.</exception>
    public async Task<IReadOnlyList<KernelComparison>> RunAsync(CancellationToken cancellationToken)
    {
        string python = await FindPythonAsync(cancellationToken);
        var directory = Directory.CreateTempSubdirectory("learn-bench-");
        try
        {
            string script = Path.Combine(directory.FullName, "kernel_bench.py");
            await File.WriteAllBytesAsync(script, Script(), cancellationToken);
            string[] words = await WriteKernelAsync(directory.FullName, cancellationToken);
            var values = await MeasureAsync(python, script, Plan(python, words), cancellationToken);
            return KernelGoals.Compare(values, cells, declaring);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The script, as the program carries it.</summary>
    internal static byte[] Script()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Learn.Cli.Bench.kernel_bench.py")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Reads one line of the script.</summary>
    internal static void Read(string line, KernelValues values, IProgress<string> progress)
    {
        var said = JsonSerializer.Deserialize<Line>(line, Json)!;
        if (said.Progress is { } text)
        {
            progress.Report(text);
        }
        else
        {
            values.Add(said.Kernel!, said.What!, said.Value);
        }
    }

    // Debian's Python has Debian's packages; another one that comes first in PATH usually lacks them.
    private static async Task<string> FindPythonAsync(CancellationToken cancellationToken)
    {
        foreach (string python in (string[])["/usr/bin/python3", "python3"])
        {
            try
            {
                using var trial = Process.Start(new ProcessStartInfo(python, ["-c", "import jupyter_client, ipykernel"]) { RedirectStandardError = true })!;
                await trial.StandardError.ReadToEndAsync(cancellationToken);
                await trial.WaitForExitAsync(cancellationToken);
                if (trial.ExitCode == 0)
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not here; perhaps the next one.
            }
        }

        throw new CommandNotFoundException(
            "python3", "There is no python3 with jupyter_client and ipykernel, which this kernel is measured with and beside. Install them: apt-get install python3-ipykernel");
    }

    // What `learn kernel install` would write, without installing it.
    private static async Task<string[]> WriteKernelAsync(string directory, CancellationToken cancellationToken)
    {
        var specification = new KernelSpecification { Name = KernelSpecification.DefaultName, Host = LearnProgram.Host, Program = LearnProgram.FilePath };
        foreach (var (name, content) in specification.FilesFor(directory))
        {
            await File.WriteAllBytesAsync(Path.Combine(directory, name), content, cancellationToken);
        }

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(directory, KernelSpecification.FileName), cancellationToken));
        return [.. json.RootElement.GetProperty("argv").EnumerateArray().Select(word => word.GetString()!)];
    }

    private string Plan(string python, string[] learn) => JsonSerializer.Serialize(
        new
        {
            runs,
            cells,
            declaring,
            kernels = new Dictionary<string, object>
            {
                [KernelGoals.Other] = new { argv = (string[])[python, "-m", "ipykernel_launcher", "-f", "{connection_file}"], declare = "x{0} = {0}" },
                [KernelGoals.Ours] = new { argv = learn, declare = "var x{0} = {0};" },
            },
        },
        Json);

    private async Task<KernelValues> MeasureAsync(string python, string script, string plan, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(python, [script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        using var killing = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(plan);
        process.StandardInput.Close();
        var values = new KernelValues();
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            Read(line, values, progress);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        string complaint = await error;
        return process.ExitCode == 0 ? values : throw new LabException($"The measuring script ended with {process.ExitCode}: {complaint.Trim()}");
    }

    private sealed record Line(string? Progress, string? Kernel, string? What, double Value);
}
