using System.Diagnostics;
using System.Globalization;
using Learn.Clients.Tests.Browser;
using Learn.Clients.Tests.Jupyter;
using Learn.Clients.Tests.Programs;
using Learn.Course;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
[assembly: AssemblyFixture(typeof(JupyterHome))]

namespace Learn.Clients.Tests.Jupyter;

/// <summary>
/// A folder in which Jupyter's programs live for the time of the tests, with the kernel as <c>learn kernel install</c> installs it. Nothing outside of it is read
/// or written, so that a learner's own settings and kernels play no part.
/// </summary>
public sealed class JupyterHome : IAsyncLifetime
{
    /// <summary>The name of the kernel. Not the usual one: notebooks name that, and a kernel of a user's would do.</summary>
    public const string KernelName = "learn-under-test";

    private readonly string folder = Directory.CreateTempSubdirectory("learn-clients-").FullName;

    /// <summary>What the programs need to live here.</summary>
    internal IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["JUPYTER_PATH"] = At("prefix/share/jupyter"),
        ["JUPYTER_CONFIG_DIR"] = At("config"),
        ["JUPYTER_DATA_DIR"] = At("data"),
        ["JUPYTER_RUNTIME_DIR"] = At("runtime"),
        ["IPYTHONDIR"] = At("ipython"),
        ["LEARN_KERNEL"] = KernelName,
        ["LEARN_LAB"] = null,
        ["LEARN_COURSE"] = CourseNotebooks.Course.Folder,
        ["LEARN_PROGRESS"] = Progress.FilePath,
        ["PYTHONDONTWRITEBYTECODE"] = "1",
    };

    /// <summary>What the learner has done who works here.</summary>
    internal ProgressStore Progress => new(At("progress.yaml"));

    /// <summary>Debian's Python, whatever else is on the path: the modules of Debian's packages are its own.</summary>
    internal static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    public async ValueTask InitializeAsync()
    {
        foreach (var part in (string[])["prefix", "config", "data", "runtime", "ipython", "work"])
        {
            Directory.CreateDirectory(At(part));
        }

        await RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "learn.dll"), "kernel", "install", "--prefix", At("prefix"), "--name", KernelName);
    }

    /// <exception cref="InvalidOperationException">Processes were left behind; they are ended now.</exception>
    public async ValueTask DisposeAsync()
    {
        var left = Inhabitants();
        for (var start = System.Environment.TickCount64; left.Count > 0 && System.Environment.TickCount64 - start < 30_000; left = Inhabitants())
        {
            await Task.Delay(100, CancellationToken.None);
        }

        var names = left.ConvertAll(process => $"{process.Id} {process.ProcessName}");
        left.ForEach(process => process.Kill());
        Directory.Delete(folder, recursive: true);
        if (names.Count > 0)
        {
            throw new InvalidOperationException($"left behind by the clients: {string.Join(", ", names)}");
        }
    }

    internal string At(string name) => Path.Combine(folder, name);

    /// <summary>Puts a notebook of the tests where the programs work, under a name of its own.</summary>
    internal string CopyOf(string notebook, string name)
    {
        var copy = At(Path.Combine("work", name));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Notebooks", notebook), copy, overwrite: true);
        return copy;
    }

    internal ClientProcess Start(string program, params string[] arguments) => ClientProcess.Start(program, arguments, Environment, At("work"));

    /// <summary>Runs a program that has to succeed.</summary>
    /// <returns>What it said.</returns>
    internal async Task<string> RunAsync(string program, params string[] arguments)
    {
        await using var process = Start(program, arguments);
        var code = await process.EndAsync();
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code} and said:\n{process.Said}");
        return process.Said;
    }

    // Known by their environment, whoever their parent has become.
    private List<Process> Inhabitants() => [.. Process.GetProcesses().Where(process => LivesHere(process.Id))];

    private bool LivesHere(int process)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/environ")).Contains($"JUPYTER_RUNTIME_DIR={folder}", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
